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
