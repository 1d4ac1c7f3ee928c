"""GOV.UK Frontend components, the page types, form fields, charts and diagrams, slots, and the gallery."""
