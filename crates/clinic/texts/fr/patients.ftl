### How patients come in by themselves, and what the desk does about it.

patients-login-text = Indiquez votre numéro de téléphone et votre nom d’utilisateur. Nous envoyons un code à ce téléphone.
patients-login-unproved = Indiquez votre numéro de téléphone et votre nom d’utilisateur.
patients-login-failed = Le numéro de téléphone ou le nom d’utilisateur n’est pas correct.
patients-login-by-code = M’envoyer un code, pour tout voir
patients-phone = Numéro de téléphone
patients-phone-hint = Nous y envoyons un code.
patients-username-hint = Ce avec quoi vous vous connecterez ; votre nom suffit.
patients-send-code = Envoyer le code
patients-sign-up = S’inscrire comme patient
patients-sign-up-text = Inscrivez-vous à { $name }. Rien n’est conservé tant que le code n’a pas montré que le téléphone est le vôtre.
patients-sign-up-instead = Nouveau ici ? S’inscrire
patients-known-already = Déjà inscrit ? Se connecter
patients-have-paper = J’ai un code sur papier
patients-by-phone = Se connecter plutôt par téléphone
patients-staff-here = Je travaille ici
patients-here = Vous êtes patient ? Connectez-vous ici.
patients-code-title = Saisir le code
patients-code-text = Si le centre connaît ces données, un code est en route vers
patients-code = Code
patients-code-hint = 6 chiffres, valables 5 minutes dans ce navigateur.
patients-code-over = Ce code n’est plus valable. Demandez-en un nouveau.
patients-code-again = Envoyer un autre code
patients-code-resent = Un autre code est en route. Seul le plus récent fonctionne.
patients-code-too-soon = Un code vient d’être envoyé. Attendez une minute avant d’en demander un autre.
patients-code-none = Pas de message ? Vérifiez le numéro, attendez une minute ou demandez au centre : il peut vous imprimer un code.
patients-begin-again = Recommencer
patients-activate-title = Se connecter avec un code sur papier
patients-activate-text = Le centre vous a remis une feuille avec un code. Il vous laisse entrer une fois.
patients-activate-code = Code de la feuille
patients-activation-failed = Ce code n’est pas correct, a déjà servi ou date de plus d’un jour.
patients-access-title = Connexion du patient
patients-blocked = Bloqué
patients-held = Le numéro est nouveau. Pendant un jour, un code envoyé à ce numéro ne montre que les heures des rendez-vous. Jusqu’au :
patients-known-by = Connu par
patients-known-by-text = Le téléphone et le nom d’utilisateur disent qui se connecte ; un code envoyé au téléphone le prouve.
patients-phone-change-hint = Un nouveau numéro montre peu pendant un jour, l’ancien est averti et les clés d’accès sont supprimées.
patients-open-account = Permettre à ce patient de se connecter
patients-paper-title = Code sur papier
patients-paper-about = Pour une personne qu’aucun message n’atteint. Vérifiez qui est devant vous, imprimez le code et remettez-le : il laisse entrer son porteur une fois, dans la journée.
patients-paper-outstanding = Un code est déjà émis. Un nouveau l’annule. Valable jusqu’au
patients-paper-make = Créer un code
patients-paper-heading = Votre accès à { $name }
patients-paper-text = Dirigez l’appareil photo de votre téléphone vers l’image, ou ouvrez l’adresse et saisissez le code.
patients-paper-picture = Code QR avec l’adresse et le code
patients-paper-address = Adresse
patients-paper-until = Valable jusqu’au
patients-paper-once = Il sert une fois. Ensuite, connectez-vous avec le numéro de téléphone et le nom d’utilisateur, ou ajoutez une clé d’accès.
patients-block-title = Bloquer
patients-block-text = Déconnecte le patient partout et ne laisse entrer personne par ce compte.
patients-blocked-text = Personne n’entre par ce compte.
patients-block = Bloquer ce compte
patients-unblock = Le rouvrir
patients-code-wrong =
    { $count ->
        [one] Ce code n’est pas correct. Il reste un essai.
       *[other] Ce code n’est pas correct. Il reste { $count } essais.
    }
patients-unproved-warning = Les patients entrent avec le seul numéro de téléphone et nom d’utilisateur ; un inconnu qui connaît les deux entre aussi. Raison donnée : { $reason }
patients-code-refused = Ce code ne permet pas d’entrer. Adressez-vous au centre.
