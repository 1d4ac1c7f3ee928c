"""What the rest of the house may ask of papers."""

from sharedduty.foundations.papers.actions import MOST_ON_A_FORM, add_paper, move_papers, remove_paper, sweep
from sharedduty.foundations.papers.inspecting import KINDS, LARGEST
from sharedduty.foundations.papers.layers import Layers, layers_of
from sharedduty.foundations.papers.models import Paper
from sharedduty.foundations.papers.queries import open_paper, paper_called, papers_of, size_words
from sharedduty.foundations.papers.refusals import Refused
from sharedduty.foundations.papers.scanning import scanner

__all__ = [
    "KINDS", "LARGEST", "MOST_ON_A_FORM", "Layers", "Paper", "Refused", "add_paper", "layers_of", "move_papers", "open_paper",
    "paper_called", "papers_of", "remove_paper", "scanner", "size_words", "sweep",
]  # fmt: skip
