"""What a people lead says while an import is on its way."""

from fairway.people.forms.importing.columns import ColumnsForm, UploadForm
from fairway.people.forms.importing.questions import ApplyForm, QuestionsForm

__all__ = ["ApplyForm", "ColumnsForm", "QuestionsForm", "UploadForm"]
