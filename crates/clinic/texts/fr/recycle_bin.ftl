### The recycle bin: what was deleted, and the way back.

recycle-bin-title = Corbeille
recycle-bin-text = Ce qui a été supprimé n’est plus visible, mais pas perdu. Vous pouvez le rétablir ici.
recycle-bin-all = Tout
recycle-bin-kind-patient = Patients
recycle-bin-kind-contact = Contacts
recycle-bin-kind-appointment = Rendez-vous
recycle-bin-kind-document = Documents
recycle-bin-what = Élément
recycle-bin-deleted-at = Supprimé
recycle-bin-deleted-by = Par
recycle-bin-restore = Rétablir
recycle-bin-restored = Rétabli
recycle-bin-none = Rien ici
recycle-bin-none-text = Ce que quelqu’un supprime apparaît ici, avec son auteur et la date.
