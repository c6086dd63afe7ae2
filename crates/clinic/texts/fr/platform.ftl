### Where those who host the clinics work.

platform-title = Plateforme
platform-clock = Heure
platform-clinics = Cliniques
platform-clinic = Clinique
platform-support = Assistance
platform-record = Journal
platform-account = Mon compte
platform-for-operators = Pour les opérateurs
platform-for-operators-text = Ceux qui hébergent les cliniques se connectent ici.
platform-sign-in-title = Connexion des opérateurs
platform-sign-in-text = Un mot de passe, puis un code de votre application d’authentification.
platform-sign-in-failed = Le nom ou le mot de passe est incorrect.
platform-operator-name = Opérateur
platform-forgot = Mot de passe ou authentificateur perdu ? Qui dispose de la ligne de commande vous crée un nouveau lien.
platform-second-lost = Téléphone perdu ? Utilisez un code sur papier ou demandez un nouveau lien.
platform-set-up-text = Aucun opérateur ne se connecte sans cela. Une minute suffit.
platform-welcome-text = Choisissez un mot de passe ; personne d’autre ne le connaîtra. Vous configurerez ensuite une application d’authentification : gardez votre téléphone à portée de main.
platform-new-clinic = Nouvelle clinique
platform-create = Créer la clinique
platform-search = Nom, nom court ou adresse
platform-no-clinics = Pas encore de clinique
platform-no-clinics-text = Chaque clinique reçoit une adresse, un espace dans la base et une clé qui lui sont propres.
platform-none-found = Aucune clinique trouvée
platform-none-found-text = Essayez une partie de son nom ou de son adresse.
platform-slug = Nom court
platform-slug-hint = Minuscules, chiffres et traits d’union. Il ne pourra plus être changé.
platform-address = Adresse
platform-addresses = Adresses
platform-new-address = Nouvelle adresse
platform-address-hint = Un nom d’hôte comme north.example.org, sans https ni port.
platform-no-addresses = Personne ne peut joindre cette clinique : elle n’a pas d’adresse.
platform-schema = Tables
platform-created = Créée le
platform-status-active = Active
platform-status-suspended = Suspendue
platform-status-provisioning = Inachevée
platform-count =
    { $count ->
         [one] { $count } clinique
        *[other] { $count } cliniques
    }
platform-place = Lieu
platform-region = Pays
platform-region-hint = Deux lettres, comme FR : pour lire les numéros de téléphone.
platform-time-zone = Fuseau horaire
platform-time-zone-hint = Par exemple Europe/Paris
platform-currency = Devise
platform-currency-hint = Trois lettres, comme EUR
platform-administrator = Premier administrateur
platform-administrator-hint = Cette personne reçoit un lien pour choisir un mot de passe.
platform-administrator-text = Tant que personne ne travaille dans cette clinique, un lien pour son premier administrateur peut être créé ici. Ensuite, la clinique invite elle-même.
platform-invitation-title = La clinique est prête
platform-invitation-text = Remettez ce lien au premier administrateur. Il n’est affiché que maintenant et ne sert qu’une fois.
platform-suspend = Suspendre
platform-suspend-text = Tout le monde est aussitôt refusé, y compris le personnel. Rien n’est supprimé.
platform-type-slug = Tapez { $slug } pour confirmer
platform-suspended = La clinique est suspendue.
platform-resume = Reprendre
platform-resume-text = La clinique rouvre, telle qu’elle était.
platform-resumed = La clinique est de nouveau ouverte.
platform-address-added = L’adresse a été ajoutée.
platform-address-removed = L’adresse a été retirée.
platform-support-text = Les cliniques qui permettent aux opérateurs de regarder. Chaque entrée figure dans le journal de la clinique et dans le vôtre.
platform-no-offers = Aucune clinique ne permet de regarder
platform-no-offers-text = Un administrateur de la clinique l’accorde sous Administration, Assistance.
platform-offer-until = Jusqu’au
platform-why = Pourquoi vous entrez
platform-why-hint = La clinique lira ceci.
platform-ask = Demander un ticket
platform-ticket-title = Ticket
platform-ticket = Ticket pour { $clinic }
platform-ticket-text =
    { $count ->
         [one] Il sert une fois, pendant { $count } seconde.
        *[other] Il sert une fois, pendant { $count } secondes.
    }
platform-ticket-go = Aller à la clinique
platform-record-text = Tout ce que les opérateurs ont fait, et chaque tentative. On ne peut qu’y ajouter.
platform-actor-operator = Opérateur
platform-actor-host = Ligne de commande
platform-actor-clinic = La clinique
platform-actor-visitor = Visiteur

## What was done

deed-show-password = Présentation du mot de passe
deed-show-code = Présentation du second facteur
deed-sign-out = Déconnexion
deed-confirm = Confirmation d’identité
deed-choose-password = Choix du mot de passe par lien
deed-change-password = Changement du mot de passe
deed-set-up-authenticator = Configuration de l’authentificateur
deed-renew-recovery-codes = Nouveaux codes sur papier
deed-end-session = Fin d’une session
deed-add-operator = Ajout d’un opérateur
deed-reset-operator = Réinitialisation d’un opérateur
deed-suspend-operator = Suspension d’un opérateur
deed-resume-operator = Réadmission d’un opérateur
deed-create-clinic = Création d’une clinique
deed-invite-administrator = Invitation du premier administrateur
deed-suspend-clinic = Suspension d’une clinique
deed-resume-clinic = Reprise d’une clinique
deed-add-address = Ajout d’une adresse
deed-remove-address = Retrait d’une adresse
deed-grant-support = La clinique permet de regarder
deed-revoke-support = La clinique ne le permet plus
deed-ask-for-support = Demande d’un ticket
deed-enter-support = Entrée dans une clinique
deed-leave-support = Sortie d’une clinique
