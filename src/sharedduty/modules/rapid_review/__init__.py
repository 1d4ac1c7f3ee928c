"""The rapid review of a serious incident."""
