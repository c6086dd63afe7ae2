### Stockage : ce que le cabinet conserve, et si c’est toujours intact.

storage-title = Stockage
storage-text = Ce que le cabinet conserve, la place qui reste, et si ce qui est conservé est toujours intact.
storage-filling-up = La place pour les documents se remplit. Ce qui est supprimé et n’a plus à être conservé est détruit de lui-même ; pour plus de place, adressez-vous à qui gère le programme.
storage-nearly-full = La place pour les documents est presque épuisée : les envois seront bientôt refusés. Demandez plus de place à qui gère le programme.
storage-documents = Documents
storage-reserved = Dont réservé à des envois ou en cours de destruction :
storage-none = Pas encore de documents
storage-none-text = Ce qui est ajouté aux dossiers est compté ici.
storage-count = Documents
storage-versions = Versions
storage-deleted = Dans la corbeille
storage-others = Tout le reste
storage-files =
    { $count ->
         [one] { $count } fichier
        *[other] { $count } fichiers
    }
storage-database = Base de données
storage-total = En tout
storage-integrity = Intégrité
storage-integrity-text = Chaque version est relue une fois par mois et comparée à ce qui a été conservé.
storage-checked = Dernier contrôle
storage-sound = Trouvées intactes
storage-unchecked = Pas encore contrôlées
storage-damaged = Endommagées
storage-damaged-version = Version { $number } de ce document
storage-swept = Dernière recherche de fichiers orphelins
storage-orphans = Fichiers orphelins supprimés
