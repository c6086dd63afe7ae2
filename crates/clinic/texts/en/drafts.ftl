### What was typed and not saved yet.

drafts-offer = You have unsaved text from { $time }.
drafts-restore = Restore
drafts-discard = Discard
drafts-discarded = Discarded
drafts-restored = Restored. It is saved only when you save the form.
drafts-retrying = Not saved, retrying
drafts-kept = You were signed out before this was sent. Sign in: what you typed is kept.
drafts-title = What you typed is kept
drafts-text = You were signed out before the form was sent, so nothing has been changed yet. Send it now, or discard it.
drafts-send = Send it now
drafts-saving = Saving
