### The recycle bin: what was deleted, and the way back.

recycle-bin-title = Recycle bin
recycle-bin-text = What was deleted is out of sight, not gone. Here it can be brought back.
recycle-bin-all = All
recycle-bin-kind-patient = Patients
recycle-bin-kind-contact = Contacts
recycle-bin-kind-appointment = Appointments
recycle-bin-kind-document = Documents
recycle-bin-what = What
recycle-bin-deleted-at = Deleted
recycle-bin-deleted-by = By
recycle-bin-restore = Restore
recycle-bin-restored = Restored
recycle-bin-none = Nothing here
recycle-bin-none-text = What somebody deletes appears here, with who did it and when.
