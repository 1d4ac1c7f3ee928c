"""What the rest of the house may ask of forms."""

from sharedduty.foundations.forms.actions import (
    AlreadySubmitted,
    FormNotReady,
    Saved,
    TooBusy,
    add_item,
    choose,
    keep_submitted,
    remove_item,
    save_answers,
    start_form,
    submit,
)
from sharedduty.foundations.forms.answers import (
    find_item,
    get_path,
    is_blank,
    item_name,
    items_of,
    on_page,
    read_field,
    read_page,
)
from sharedduty.foundations.forms.checking import Problem, check_form, check_item, check_page, cleaned, moment
from sharedduty.foundations.forms.definitions import Form, Page, Question, Repeat
from sharedduty.foundations.forms.drawing import fields_of, summary_of
from sharedduty.foundations.forms.kept import KeptPage
from sharedduty.foundations.forms.models import FormRecord
from sharedduty.foundations.forms.pages import SET_ASIDE_WORDS, choose_page, revealed, save_field, show_form
from sharedduty.foundations.forms.posted import choices_posted, own_savings, version_posted
from sharedduty.foundations.forms.queries import (
    Task,
    drafts,
    form_record,
    page_drafts,
    read_form,
    task_of,
    two_versions,
    versions,
)
from sharedduty.foundations.forms.shelf import UnknownForm, check_forms, form, has_form, indicators

__all__ = [
    "SET_ASIDE_WORDS", "AlreadySubmitted", "Form", "FormNotReady", "FormRecord", "KeptPage", "Page", "Problem", "Question",
    "Repeat", "Saved", "Task", "TooBusy", "UnknownForm", "add_item", "check_form", "check_forms", "check_item", "check_page",
    "choices_posted", "choose", "choose_page", "cleaned", "drafts", "fields_of", "find_item", "form", "form_record",
    "get_path", "has_form", "indicators", "is_blank", "item_name", "items_of", "keep_submitted", "moment", "on_page",
    "own_savings", "page_drafts", "read_field", "read_form", "read_page", "remove_item", "revealed", "save_answers", "save_field",
    "show_form", "start_form", "submit", "summary_of", "task_of", "two_versions", "version_posted", "versions",
]  # fmt: skip
