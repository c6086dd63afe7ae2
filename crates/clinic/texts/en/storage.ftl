### Storage: how much the clinic keeps, and whether it is still what was kept.

storage-title = Storage
storage-text = How much the clinic keeps, how much room there is, and whether what is kept is still what it was.
storage-filling-up = The room for documents fills up. What is deleted and need not be kept any longer is destroyed by itself; for more room ask who runs the program.
storage-nearly-full = The room for documents is nearly full: uploads will soon be refused. Ask who runs the program for more room.
storage-documents = Documents
storage-reserved = Of it set aside for uploads, or being destroyed:
storage-none = No documents yet
storage-none-text = What is uploaded to charts is counted here.
storage-count = Documents
storage-versions = Versions
storage-deleted = In the recycle bin
storage-others = Everything else
storage-files =
    { $count ->
         [one] { $count } file
        *[other] { $count } files
    }
storage-database = Database
storage-total = All in all
storage-integrity = Integrity
storage-integrity-text = Every version is read again once a month and compared with what was kept.
storage-checked = Last checked
storage-sound = Found as it was kept
storage-unchecked = Not checked yet
storage-damaged = Damaged
storage-damaged-version = Version { $number } of this document
storage-swept = Last looked for files that nobody knows of
storage-orphans = Such files removed
