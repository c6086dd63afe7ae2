### Signing in, the landing page, staff.

accounts-login-title = Connexion du personnel
accounts-login-text = Connectez-vous pour travailler à { $name }.
accounts-username = Nom d’utilisateur
accounts-password = Mot de passe
accounts-show-password = Afficher le mot de passe
accounts-login-failed = Nom d’utilisateur ou mot de passe incorrect.
accounts-signed-out = Vous êtes déconnecté.
accounts-session-ended = Votre session a expiré. Connectez-vous pour reprendre où vous en étiez.
accounts-forgot = Mot de passe oublié ? Un administrateur de la clinique peut le réinitialiser.
accounts-passkey-use = Utiliser une clé d’accès
accounts-passkey-failed = Cela n’a pas fonctionné. Réessayez ou utilisez un autre moyen.
accounts-second-title = Second facteur
accounts-second-passkey-text = Confirmez avec votre clé d’accès ou saisissez un code ci-dessous.
accounts-code = Code
accounts-code-hint = Les 6 chiffres affichés par votre application d’authentification, ou l’un de vos codes sur papier.
accounts-recovery-hint = L’un de vos codes sur papier.
accounts-code-failed = Ce code n’est pas correct ou a déjà servi. Attendez le suivant.
accounts-second-lost = Téléphone perdu ? Utilisez un code sur papier ou adressez-vous à un administrateur du cabinet.
accounts-other-account = Se connecter avec un autre compte
accounts-set-up-title = Configurer un second facteur
accounts-set-up-text = Le cabinet demande pour votre rôle un second facteur en plus du mot de passe. Configurez-le maintenant ; cela prend une minute.
accounts-expired-title = Choisissez un nouveau mot de passe
accounts-expired-text = Votre mot de passe a atteint l’âge limite fixé par le cabinet. Choisissez-en un nouveau, puis continuez.
accounts-current-password = Mot de passe actuel
accounts-choose-password = Choisir un mot de passe
accounts-welcome-person = Bienvenue, { $name }
accounts-welcome-text = Choisissez un mot de passe pour { $name }. Personne d’autre ne le connaîtra.
accounts-password-rule = Au moins { $min } caractères ; quelques mots à la suite sont le plus simple.
accounts-password-set = Votre mot de passe est enregistré. Connectez-vous.
accounts-confirm-title = Confirmez votre identité
accounts-confirm-text = Cette action demande une preuve d’identité de moins de cinq minutes. Rien de votre saisie n’est perdu.
accounts-confirm-go-on = Confirmer et continuer
accounts-patient-login = Connexion patient
accounts-welcome = Bienvenue à { $name }
accounts-landing-text = Rendez-vous, visites et dossiers de la clinique au même endroit.
accounts-landing-staff = Pour le personnel
accounts-landing-staff-text = Le tableau du jour, les patients et les dossiers.
accounts-landing-patient = Pour les patients
accounts-landing-patient-text = Vos rendez-vous et ce que votre médecin a noté pour vous.
accounts-platform-title = Praxis : plusieurs cliniques, une journée sereine
accounts-platform-text = Chaque clinique a sa propre adresse. Ouvrez celle de votre clinique pour vous connecter.
accounts-platform-clinics = Cliniques

## Staff

accounts-staff-title = Personnel
accounts-register-staff = Enregistrer un membre du personnel
accounts-register-reception = Enregistrer le personnel d’accueil
accounts-display-name = Nom affiché
accounts-roles = Rôles
accounts-role = Rôle
accounts-new-password = Nouveau mot de passe
accounts-password-hint = Au moins 12 caractères ; quelques mots à la suite suffisent.
accounts-password-repeat = Répéter le mot de passe
accounts-password-mismatch = Les deux mots de passe sont différents.
accounts-active = Actif
accounts-inactive = Inactif
accounts-last-seen = Dernière connexion
accounts-staff-registered = { $name } peut maintenant se connecter.
accounts-staff-empty = Aucun membre du personnel enregistré.

## Last seen

accounts-never-seen = Jamais

## One’s own account

accounts-account-title = Votre compte
accounts-factor-needed = Votre rôle demande un second facteur d’ici le { $date }. Configurez-en un ci-dessous.
accounts-password-change = Changer le mot de passe
accounts-password-change-text = Vous restez connecté ici ; partout ailleurs vous êtes déconnecté.
accounts-password-changed = Mot de passe changé
accounts-preferences = Préférences
accounts-preferences-about = Conservées dans ce navigateur. La langue de la clinique s’applique jusqu’à votre choix.
accounts-password-about = Un bon mot de passe le reste. Changez-le si quelqu’un d’autre peut le connaître.
accounts-authenticator = Application d’authentification
accounts-authenticator-about = Une application sur votre téléphone affiche un code à saisir après le mot de passe.
accounts-authenticator-add = Configurer une application d’authentification
accounts-authenticator-step-app = Ouvrez une application d’authentification sur votre téléphone, par exemple Aegis, FreeOTP ou Google Authenticator.
accounts-authenticator-step-scan = Ajoutez un compte et scannez cette image.
accounts-authenticator-picture = Code QR pour l’application d’authentification
accounts-authenticator-type = Impossible de scanner ? Saisissez cette clé :
accounts-authenticator-step-code = Les 6 chiffres affichés maintenant
accounts-authenticator-confirm = Activer
accounts-in-use = Activé
accounts-not-set-up = Non configuré
accounts-remove = Retirer
accounts-factor-removed = Second facteur retiré
accounts-passkeys = Clés d’accès
accounts-passkeys-about = Une clé d’accès ouvre le cabinet par empreinte, visage ou clé de sécurité, sans mot de passe.
accounts-passkey-add = Ajouter une clé d’accès
accounts-passkey-added = Clé d’accès ajoutée
accounts-passkey-no-script = Les clés d’accès demandent JavaScript ; une application d’authentification s’en passe.
accounts-last-used = dernière utilisation { $at }
accounts-added = ajoutée { $at }
accounts-recovery-title = Codes sur papier
accounts-recovery-text = Chaque code permet d’entrer une fois si le téléphone est perdu. Imprimez-les ou copiez-les maintenant : ils ne seront plus affichés.
accounts-recovery-kept = Je les ai conservés
accounts-recovery-about = Pour le jour où le téléphone est perdu. De nouveaux codes remplacent tous les anciens.
accounts-recovery-new = Créer de nouveaux codes
accounts-sessions-title = Connexions
accounts-sessions-none = Nulle part pour l’instant.
accounts-sessions-end-others = Se déconnecter partout ailleurs
accounts-sessions-end-all = Déconnecter partout
accounts-session-closed = Déconnecté à cet endroit
accounts-sessions-closed = Déconnecté
accounts-session-device = Appareil
accounts-session-place = Adresse
accounts-session-method = Moyen
accounts-session-began = Depuis
accounts-session-active = Dernière activité
accounts-session-this = Celui-ci
accounts-session-end = Déconnecter
accounts-session-unknown = Appareil inconnu
method-password = Mot de passe
method-password-and-code = Mot de passe et code
method-password-and-passkey = Mot de passe et clé d’accès
method-passkey = Clé d’accès
method-code = Code par téléphone
method-activation-code = Code d’activation
method-identity-service = Service d’identité
method-unproved = Sans preuve

## Emergency access

accounts-emergency-title = Accès d’urgence
accounts-emergency-text = Pendant 30 minutes, vous pouvez lire les dossiers cliniques. Tout ce que vous ouvrez est consigné comme risque élevé, et les autres administrateurs en sont informés, avec votre motif.
accounts-emergency-reason = Motif
accounts-emergency-hint = Ce qui s’est passé et qui est concerné. Au moins 10 caractères.
accounts-emergency-begin = Commencer l’accès d’urgence
accounts-emergency-banner = Accès d’urgence jusqu’à { $time }. Tout ce que vous ouvrez est consigné comme risque élevé.
accounts-emergency-end = Terminer maintenant
accounts-emergencies-title = Accès d’urgence à examiner
accounts-emergency-own = Un autre administrateur doit l’examiner.
accounts-emergency-seen = Vu

## Administration

accounts-password-or-link = Au moins { $min } caractères. Laissez vide pour créer un lien avec lequel la personne choisit le sien.
accounts-invited = Invité
accounts-locked = Verrouillé quelque part
accounts-unlock = Déverrouiller
accounts-unlocked = Compte déverrouillé
accounts-may-sign-in = Peut se connecter
accounts-own-roles = Vous ne pouvez pas changer vos propres rôles. Un autre administrateur le peut.
accounts-effective = Ce que ces rôles permettent ensemble
accounts-invite = Créer une invitation
accounts-invite-text = Cette personne n’a pas encore choisi de mot de passe. Créez un lien et transmettez-le.
accounts-reset = Créer un lien de réinitialisation
accounts-reset-text = Pour qui a oublié son mot de passe. Vous ne connaîtrez jamais le nouveau.
accounts-link = Lien
accounts-link-text = Transmettez vous-même ce lien à { $name }, sans intermédiaire. Il sert une seule fois.
accounts-second-factors = Seconds facteurs
accounts-factors-admin-text = Pour qui a perdu téléphone et codes. La personne est déconnectée partout et en configure un nouveau.
accounts-factors-remove = Retirer tous les seconds facteurs
accounts-own-made-roles = Rôles propres au cabinet
accounts-roles-none = Aucun rôle propre pour l’instant
accounts-roles-none-text = Les huit rôles ci-dessous suffisent à la plupart des cabinets. Créez-en un si quelqu’un a besoin d’un autre ensemble.
accounts-role-new = Nouveau rôle
accounts-role-name = Nom du rôle
accounts-role-actions = Ce qu’il permet
accounts-role-holders = Attribué à
accounts-role-matrix = Ce que permet chaque rôle
accounts-role-delete = Supprimer ce rôle
accounts-tokens-title = Jetons
accounts-tokens-none = Aucun jeton pour l’instant
accounts-tokens-none-text = Un appareil ou un programme se connecte avec son propre jeton et ne peut faire que ce que le jeton permet.
accounts-token = Jeton
accounts-token-new = Créer un jeton
accounts-token-make = Créer le jeton
accounts-token-made = Jeton pour { $name }
accounts-token-once = Copiez-le maintenant : il ne sera plus affiché.
accounts-token-name = Usage
accounts-token-name-hint = Par exemple : tensiomètre de la salle 2.
accounts-token-days = Jours jusqu’à expiration
accounts-token-days-hint = Laissez vide pour un jeton valable jusqu’à révocation.
accounts-token-scopes = Ce qu’il peut faire
accounts-token-created = Créé le
accounts-token-used = Dernière utilisation
accounts-never-used = Jamais
accounts-token-expires = Expire
accounts-token-never = Jamais
accounts-token-revoke = Révoquer
accounts-token-revoked = Jeton révoqué
accounts-token-over = Plus valable
scope-readings-write = Envoyer des mesures
scope-readings-read = Lire les mesures
scope-patients-read = Lire les fiches patients
scope-patients-write = Enregistrer et modifier des patients
scope-appointments-read = Lire les rendez-vous
scope-appointments-write = Réserver, déplacer et annuler des rendez-vous
scope-transactions-read = Lire les montants dus, les paiements et les soldes
scope-transactions-write = Saisir des montants dus et des paiements, établir des reçus
scope-analytics-read = Lire les chiffres du cabinet
accounts-policy-title = Règles d’accès
accounts-policy-passwords = Mots de passe du personnel
accounts-policy-min = Longueur minimale avec un second facteur
accounts-policy-min-alone = Longueur minimale sans second facteur
accounts-policy-age = Jours avant changement obligatoire
accounts-policy-age-hint = Vide : jamais, comme le conseillent le NIST et l’OWASP. Certains contrats exigent 90.
accounts-policy-history = Anciens mots de passe interdits
accounts-policy-factor = Second facteur exigé pour
accounts-policy-factor-hint = Les personnes ayant l’un de ces rôles doivent avoir une application d’authentification ou une clé d’accès.
accounts-policy-grace = Jours de délai pour un nouveau compte
accounts-policy-grace-hint = Pour qu’on puisse installer le cabinet dès la première heure. 0 : dès la première connexion.
accounts-policy-patients = Patients
accounts-policy-sign-up = Les patients peuvent s’inscrire eux-mêmes
accounts-policy-idle = Minutes d’inactivité avant déconnexion d’un patient
accounts-policy-countries = Pays vers lesquels des codes sont envoyés
accounts-policy-countries-hint = Deux lettres chacun, par exemple EG FR. Vide : celui du cabinet.
accounts-policy-unproved = Laisser entrer les patients avec le numéro et le nom d’utilisateur seuls
accounts-policy-unproved-hint = Peu sûr : quiconque connaît les deux entre. On n’y voit que les heures de rendez-vous, rien de clinique.
accounts-policy-unproved-reason = Pourquoi c’est nécessaire
accounts-policy-programs = Programmes dans les navigateurs
accounts-policy-origins = Origines autorisées à appeler l’API
accounts-policy-origins-hint = Une par ligne, par exemple https://app.example.org. Vide : aucune.
accounts-link-hours =
    { $count ->
        [one] Il est valable { $count } heure.
       *[other] Il est valable { $count } heures.
    }
accounts-role-in-use =
    { $count ->
        [one] { $count } personne a ce rôle ; retirez-le-lui pour le supprimer.
       *[other] { $count } personnes ont ce rôle ; retirez-le-leur pour le supprimer.
    }

## Support and the platform

method-support-ticket = Ticket d’assistance
