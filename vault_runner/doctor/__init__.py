"""What `vault-run doctor` looks at: everything around the notes that has to be in order for them to run.

Each thing is looked at by itself and answered in one sentence, whatever else is broken. Nothing is changed.
"""

from vault_runner.doctor.answer import Answer
from vault_runner.doctor.examination import Examination, examine

__all__ = ["Answer", "Examination", "examine"]
