### Le service d’identité auquel la clinique fait confiance : le relier, et s’y connecter.

identity-title = Service d’identité
identity-about = Le personnel peut se connecter, et les programmes appeler, avec les comptes d’un service auquel la clinique fait confiance.
identity-test = Tester
identity-findings = Résultat du test
identity-works = Fonctionne
identity-fails = Ne fonctionne pas
identity-step-keys = Description et clés.
identity-step-sign-in = Connexion avec un navigateur.
identity-step-introspection = Questions sur les jetons.
identity-works-keys =
    { $count ->
         [one] Le service répond et publie { $count } clé utilisable.
        *[other] Le service répond et publie { $count } clés utilisables.
    }
identity-works-sign-in = Le service indique les pages nécessaires.
identity-works-introspection = Le service connaît le client et répond.
identity-trouble-address = Cette adresse ne peut pas être appelée : elle doit commencer par https et ne pas mener dans le réseau de ce serveur.
identity-trouble-unreachable = Aucune connexion : le nom est inconnu, personne ne répond ou le certificat n’est pas valable.
identity-trouble-timed-out = Aucune réponse en cinq secondes.
identity-trouble-status = Le service a répondu avec le statut { $what }.
identity-trouble-answer-too-large = La réponse est beaucoup trop longue.
identity-trouble-not-json = La réponse n’est pas le JSON attendu.
identity-trouble-wrong-issuer = La description nomme un autre émetteur. Saisissez l’émetteur exactement comme le service l’écrit.
identity-trouble-missing = La description du service ne contient pas { $what }.
identity-trouble-no-keys = Le service ne publie aucune clé utilisable.
identity-trouble-client = Le service refuse l’identifiant ou le secret du client.
identity-trouble-busy = Trop de questions sont en cours. Réessayez dans un instant.

## Réglages

identity-group-service = Service
identity-enabled = Faire confiance à ce service
identity-label = Nom pour le personnel
identity-label-hint = Figure sur le bouton de connexion, par exemple « Compte de l’hôpital ».
identity-issuer = Émetteur
identity-issuer-hint = L’adresse que ses jetons nomment, caractère par caractère.
identity-group-tokens = Jetons
identity-mode = Contrôle des jetons
identity-mode-hint = Par les clés, le service n’est pas interrogé pour chaque jeton. En l’interrogeant, les jetons opaques fonctionnent aussi.
identity-mode-keys = Par les clés qu’il publie
identity-mode-introspection = En interrogeant le service
identity-audience = Audience
identity-audience-hint = À qui les jetons doivent être destinés : le nom de Praxis auprès du service.
identity-token-type = Type de jeton
identity-token-type-hint = at+jwt est plus sûr. Choisissez JWT si le service l’écrit sur ses jetons d’accès.
identity-algorithms = Signatures acceptées
identity-group-claims = Attributs
identity-claims-hint = Où le service écrit quoi. Un chemin tel que realm_access.roles mène dans les attributs imbriqués.
identity-clinic-claim = Attribut qui nomme la clinique
identity-clinic-value = Ce qu’il doit contenir
identity-clinic-value-hint = Si le champ est vide : { $name }.
identity-username-claim = Attribut du nom d’utilisateur
identity-name-claim = Attribut du nom de la personne
identity-roles-claim = Attribut des rôles
identity-roles = Ce que ses rôles sont ici
identity-roles-hint = Un par ligne, par exemple physician = doctor. Les rôles absents d’ici ne signifient rien.
identity-group-client = Praxis auprès du service
identity-client-hint = Nécessaire pour se connecter avec un navigateur et pour interroger le service sur les jetons.
identity-client-id = Identifiant du client
identity-client-secret = Secret du client
identity-client-secret-kept = Un secret est conservé et jamais affiché. Saisissez-en un autre pour le remplacer.
identity-client-secret-none = Il est conservé chiffré et ne sera plus jamais affiché.
identity-browser = Le personnel peut s’y connecter avec un navigateur
identity-scope = Portées
identity-scope-hint = Ce qui est demandé en plus d’openid, séparé par des espaces.
identity-callback = Enregistrez cette adresse de retour auprès du service :
identity-group-newcomers = Personnes qui viennent pour la première fois
identity-provision = Les ajouter au personnel
identity-provision-hint = Avec les rôles que le service nomme, et sans mot de passe ici.
identity-link-by-username = Les relier au membre du personnel qui a le même nom d’utilisateur
identity-link-hint = Seulement si personne ne peut choisir son nom d’utilisateur auprès du service.
identity-link-by-email = Les relier au membre du personnel qui a la même adresse e-mail
identity-link-by-email-hint = Seulement les adresses que le service a vérifiées.
field-not-an-https-address = Saisissez une adresse qui commence par https et n’est pas dans le réseau de ce serveur

## Personnes

identity-people = Personnel relié
identity-people-none = Personne n’est encore relié.
identity-subject = Nom auprès du service
identity-subject-hint = La valeur de l’attribut « sub ».
identity-remove = Retirer le lien
identity-removed = Lien retiré
identity-link = Relier à la main
identity-link-staff = Membre du personnel

## Connexion

identity-sign-in = Se connecter avec { $name }
identity-sign-in-plain = Se connecter avec le service d’identité
identity-sign-in-failed = La connexion n’a pas abouti
identity-sign-in-lost = Cette connexion a commencé dans un autre navigateur ou il y a trop longtemps. Veuillez recommencer.
identity-sign-in-refused = Le service d’identité n’a pas confirmé cette connexion. Veuillez recommencer.
identity-sign-in-unknown = Le service d’identité vous connaît, mais vous n’avez pas accès à cette clinique. Un administrateur de la clinique peut vous le donner.
identity-sign-in-unavailable = Le service d’identité est injoignable pour le moment. Réessayez dans un instant ou utilisez votre mot de passe.
