### The frame of every page: top bar, navigation, search, session and network notices.

shell-skip = Aller au contenu
shell-nav = Navigation principale
shell-nav-home = Accueil
shell-nav-board = Aujourd’hui
shell-nav-worklist = Ma journée
shell-nav-patients = Patients
shell-nav-appointments = Rendez-vous
shell-nav-calendar = Agenda
shell-nav-waitlist = Attente
shell-nav-contacts = Contacts
shell-nav-import = Importation
shell-nav-staff = Personnel
shell-nav-audit = Journal d’audit
shell-nav-admin = Administration
shell-nav-messages = Messages
shell-nav-billing = Facturation
shell-new = Nouveau
shell-new-patient = Patient
shell-new-appointment = Rendez-vous
shell-new-walk-in = Sans rendez-vous
shell-new-staff = Membre du personnel
shell-clock = Heure de la clinique
shell-user-menu = Menu du compte de { $name }
shell-signed-in-as = Connecté en tant que { $name }
shell-language = Langue
shell-theme = Apparence
shell-theme-auto = Comme le système
shell-theme-light = Clair
shell-theme-dark = Sombre
shell-sign-in = Se connecter
shell-sign-out = Se déconnecter
shell-sign-in-again = Se reconnecter

## Search

shell-search-open = Trouver un patient
shell-search-title = Recherche
shell-search-label = Nom, téléphone, numéro de dossier ou date de naissance
shell-search-placeholder = Nom, téléphone, n° de dossier, date de naissance
shell-search-hint = Flèches pour choisir, Entrée pour ouvrir, Échap pour fermer
shell-search-recent = Ouverts récemment
shell-search-found =
    { $count ->
         [one] { $count } personne trouvée
        *[other] { $count } personnes trouvées
    }
shell-search-none = Personne n’a été trouvé. Vérifiez l’orthographe ou essayez le téléphone ou la date de naissance.
shell-search-all = Afficher tous les résultats

## Notices shown by scripts

shell-session-title = Session
shell-session-before = Vous serez bientôt déconnecté pour inactivité. Minutes restantes :
shell-session-stay = Rester connecté
shell-session-expired = Vous avez été déconnecté. Votre saisie est conservée ici : reconnectez-vous dans le nouvel onglet, puis revenez.
shell-offline-title = Réseau
shell-offline = Pas de connexion au serveur. Rien de ce que vous avez saisi n’est perdu.
shell-failed = L’opération a échoué. Veuillez réessayer.

## Shortcuts

shell-shortcuts = Raccourcis clavier
shell-shortcuts-text = Ils fonctionnent quand les scripts sont activés ; toutes les tâches se font aussi sans eux.
shell-key-search = Trouver un patient
shell-key-new = Ouvrir le menu « Nouveau »
shell-key-save = Enregistrer le formulaire
shell-key-submit = Envoyer depuis un champ
shell-key-next-step = Étape suivante de la ligne
shell-key-close = Fermer
shell-key-today = Aller au début de la journée
shell-keys-chords = Avec Ctrl ou Alt seulement
shell-keys-help = Aussi le point d’interrogation
shell-keys-letters = Aussi des lettres seules
shell-key-help = Cette liste

## Sections of the administration

admin-people = Personnes
admin-visits = Rendez-vous
admin-money = Argent
admin-charts = Dossiers
admin-connections = Connexions
admin-records = Données
admin-upkeep = Entretien
admin-pages = Pages de cette section
