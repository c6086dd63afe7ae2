### Errors as people read them. error-CODE-title and error-CODE-detail follow the codes of the API,
### field-CODE stands beside the field. They never say whether a thing of another clinic exists.

error-not-found-title = Introuvable
error-not-found-detail = Cette page ou cette fiche n’existe pas, ou vous n’y avez pas accès.
error-forbidden-title = Accès refusé
error-forbidden-detail = Votre rôle ne le permet pas. Un administrateur de la clinique peut y remédier.
error-unauthenticated-title = Veuillez vous connecter
error-unauthenticated-detail = Vous n’êtes pas connecté ou votre session a expiré.
error-second-factor-required-title = Un second facteur est nécessaire
error-second-factor-required-detail = Le mot de passe est correct. Présentez aussi le second facteur.
error-second-factor-missing-title = Configurez d’abord un second facteur
error-second-factor-missing-detail = Le cabinet demande un second facteur pour votre rôle. Configurez-en un, puis continuez.
error-password-expired-title = Le mot de passe a expiré
error-password-expired-detail = Choisissez un nouveau mot de passe, puis continuez.
error-reauthentication-required-title = Confirmez votre identité
error-reauthentication-required-detail = Cette action demande une preuve d’identité de moins de cinq minutes. Confirmez avec votre mot de passe et réessayez.
error-invalid-title = Certaines saisies sont à corriger
error-invalid-detail = Rien n’a encore été enregistré. Corrigez les champs signalés et renvoyez.
error-conflict-title = Conflit avec un autre élément
error-conflict-detail = La modification ne correspond pas à l’état actuel. Rechargez la page et vérifiez.
error-slot-taken-title = Ce créneau est déjà pris
error-slot-taken-detail = Le praticien, la salle ou l’équipement est déjà réservé. Choisissez un autre horaire.
error-stale-version-title = Modifié par quelqu’un d’autre
error-stale-version-detail = L’élément a été modifié depuis que vous l’avez ouvert. Comparez avec la version actuelle avant d’enregistrer.
error-busy-title = Service momentanément indisponible
error-busy-detail = Le service est momentanément indisponible. Veuillez réessayer dans un instant.
error-internal-title = Une erreur est survenue
error-internal-detail = L’erreur vient de nous et a été enregistrée. Réessayez ; si elle se répète, communiquez-nous la référence.
error-uri-too-long-title = L’adresse est trop longue
error-uri-too-long-detail = Raccourcissez l’adresse demandée, puis réessayez.
error-slow-body-title = La requête a mis trop de temps à arriver
error-slow-body-detail = Vérifiez votre connexion, puis renvoyez-la.
error-rate-limited-title = Trop de requêtes
error-rate-limited-detail = Veuillez patienter un instant, puis réessayer.
error-too-large-title = Trop volumineux
error-too-large-detail = Le contenu envoyé dépasse la taille autorisée.
error-malformed-title = Illisible
error-malformed-detail = La requête n’a pas pu être lue.
error-unsupported-media-title = Format non pris en charge
error-unsupported-media-detail = Ce type de contenu ne peut pas être lu ici.
error-method-not-allowed-title = Opération impossible ainsi
error-method-not-allowed-detail = Cette adresse n’accepte pas cette méthode.
error-csrf-title = Le formulaire a expiré
error-csrf-detail = Revenez en arrière, rechargez la page et renvoyez le formulaire.
error-duplicate-email-title = E-mail déjà utilisé
error-duplicate-email-detail = Un autre contact de cette clinique a cette adresse e-mail.
error-duplicate-mrn-title = Numéro de dossier déjà utilisé
error-duplicate-mrn-detail = Un autre patient de cette clinique a ce numéro de dossier.
error-illegal-transition-title = Changement impossible
error-illegal-transition-detail = Le rendez-vous est « { $from } » et ne peut pas devenir « { $to } ».
error-in-the-past-title = Cet horaire est passé
error-in-the-past-detail = Un rendez-vous ne peut pas commencer dans le passé.
error-too-many-ahead-title = Nombre maximal de rendez-vous à venir atteint
error-too-many-ahead-detail = Annulez-en un d’abord, ou appelez le cabinet.
error-hold-expired-title = Ce créneau n’est plus retenu
error-hold-expired-detail = Il a été gardé un moment sans être confirmé. Choisissez de nouveau un horaire.
error-too-late-title = Trop tard pour le modifier ici
error-too-late-detail = Si peu avant le rendez-vous, seul le cabinet peut le modifier. Veuillez appeler.
error-not-offered-title = Cet horaire n’est pas proposé
error-not-offered-detail = Choisissez l’un des horaires affichés comme libres.
error-already-waiting-title = Déjà sur la liste d’attente
error-already-waiting-detail = Personne n’attend deux fois la même chose. Modifiez l’inscription existante.
error-already-offered-title = Déjà proposé
error-already-offered-detail = Une proposition attend d’abord une réponse, ou cet horaire a déjà été proposé. Choisissez-en un autre, ou réservez-le.
error-offer-over-title = Cette proposition est terminée
error-offer-over-detail = Elle a reçu une réponse, a été reprise, ou n’a pas reçu de réponse à temps.
error-webhook-off-title = Le webhook est désactivé
error-webhook-off-detail = Activez-le d’abord.
error-idempotency-mismatch-title = Clé déjà utilisée
error-idempotency-mismatch-detail = Cette clé d’idempotence a servi avec un autre contenu.
error-idempotency-in-progress-title = Traitement en cours
error-idempotency-in-progress-detail = La même requête est en cours de traitement. Attendez son résultat.

## On the error page

error-reference = Référence :
error-home = Vers l’accueil
error-wanted = Vous vouliez
error-own-roles = Votre rôle
error-allowed-roles = Réservé à
error-advice-forbidden = Demandez à une personne ayant l’un de ces rôles de le faire, ou à un administrateur de changer votre rôle.
error-advice-not-found = Vérifiez l’adresse, ou cherchez le patient par nom, téléphone ou numéro de dossier.
error-advice-conflict = Rien n’a été modifié. Rouvrez la page pour voir l’état actuel, puis décidez.
error-advice-internal = Votre saisie est encore dans le formulaire : revenez en arrière et renvoyez-la. Si cela se reproduit, donnez la référence à votre administrateur.
error-advice-busy = Patientez quelques secondes. Votre saisie est encore dans le formulaire : revenez en arrière et renvoyez-la.
error-conflict-theirs = Version actuelle
error-conflict-yours = Votre version
error-conflict-base = Comme c’était avant
error-conflict-field = Champ
error-conflict-both = Modifié par les deux
error-conflict-choose = Choisissez pour chaque champ ce qui doit rester. Rien de votre saisie n’est perdu.
error-conflict-edit = Reprendre ceci et continuer

## Beside a field

field-required = Ce champ est obligatoire
field-not-a-number = Saisissez un nombre entier.
field-too-small = Au moins { $min }.
field-too-large = Au plus { $max }.
field-common-password = Ce mot de passe fait partie des premiers devinés. Choisissez-en un autre, par exemple quatre mots sans rapport.
field-used-before = Vous avez déjà utilisé ce mot de passe. Choisissez-en un autre.
field-wrong-password = Ce mot de passe n’est pas correct.
field-wrong-code = Ce code n’est pas correct. Attendez le suivant et réessayez.
field-not-accepted = Cela n’a pas pu être accepté. Réessayez.
field-too-many = Il y en a déjà trop. Retirez-en d’abord un.
field-no-occurrence = Cette règle ne désigne aucun jour. Choisissez une fin plus tardive.
field-own-account = Vous ne pouvez pas changer cela pour vous-même. Un autre administrateur le peut.
field-last-administrator = Le cabinet a besoin d’au moins un administrateur pouvant se connecter.
field-not-an-origin = Écrivez des origines comme https://app.example.org, sans chemin.
field-changed-meanwhile = Quelqu’un d’autre a modifié ces règles entre-temps. Vérifiez-les, puis enregistrez de nouveau.
field-password-needs-tls = Un mot de passe ne part que par une connexion chiffrée.
field-malformed = Format non reconnu
field-not-a-date = Saisissez une date valide, par exemple 27/03/1985
field-not-a-phone = Saisissez un numéro avec l’indicatif
field-not-an-email = Saisissez une adresse e-mail, par exemple nom@example.org
field-out-of-range = Hors des limites autorisées
field-unknown-choice = Choisissez une des options
field-in-future = Cette date ne peut pas être dans le futur
field-no-such-time = L’heure avance à ce moment : cette heure n’existe pas ce jour-là
field-in-past = Cette heure est passée
field-not-an-amount = Indiquez un montant, par exemple 350,00
field-not-a-time = Indiquez une heure, par exemple 09:30
field-not-hours = Écrivez des heures comme 09:00–12:00, 13:00–17:00.
field-taken = Déjà utilisé
field-already-waiting = Déjà sur la liste d’attente pour ceci
field-duplicate = Figure deux fois ici
field-fixed = Ceci ne peut plus être modifié
field-control-characters = Contient des caractères non autorisés
field-too-long =
    { $max ->
         [one] Au plus { $max } caractère
        *[other] Au plus { $max } caractères
    }
field-too-short =
    { $min ->
         [one] Au moins { $min } caractère
        *[other] Au moins { $min } caractères
    }

## Records and staff

error-already-recorded-title = Déjà enregistré
error-already-recorded-detail = La visite en comporte déjà un. Modifiez-le.
error-entered-in-error-title = Saisi par erreur
error-entered-in-error-detail = Cette donnée a été marquée comme saisie par erreur et ne peut plus être modifiée.
error-has-appointments-title = Des rendez-vous sont encore prévus
error-has-appointments-detail =
    { $count ->
         [one] { $count } rendez-vous est encore prévu. Annulez-le d’abord.
        *[other] { $count } rendez-vous sont encore prévus. Annulez-les d’abord.
    }
error-duplicate-username-title = Nom d’utilisateur déjà pris
error-duplicate-username-detail = Quelqu’un d’autre de la clinique se connecte avec ce nom.
error-duplicate-name-title = Nom déjà utilisé
error-duplicate-name-detail = Autre chose porte déjà ce nom ici.
error-role-in-use-title = Rôle attribué
error-role-in-use-detail = Quelqu’un a ce rôle. Retirez-le-lui d’abord.
error-own-account-title = Pas pour vous-même
error-own-account-detail = Personne ne change ses propres rôles. Un autre administrateur le peut.
error-last-administrator-title = Le dernier administrateur
error-last-administrator-detail = Le cabinet a besoin d’au moins un administrateur pouvant se connecter.
error-suspended-title = Suspendu
error-suspended-detail = Cette personne ne peut pas se connecter. Autorisez-la d’abord.
field-mismatch = Les deux saisies diffèrent

## Support and the platform

error-already-done-title = Déjà fait
error-already-done-detail = Quelqu’un d’autre a été plus rapide, ou c’était déjà le cas. Regardez où en sont les choses.
error-clinic-in-use-title = Quelqu’un y travaille déjà
error-clinic-in-use-detail = Désormais, les administrateurs de la clinique invitent eux-mêmes.
error-support-over-title = L’accès d’assistance est terminé
error-support-over-detail = La clinique ne permet plus de regarder, ou le ticket n’est plus valable. Demandez à la clinique, ou un autre ticket.
field-not-in-use = La clinique n’utilise pas cet instrument. Un administrateur peut l’activer.
field-unknown-field = Rien ne porte ce nom ici.
field-unreadable = Ce n’est pas du JSON ; la lecture s’arrête à la ligne { $max }.
field-too-few = Il manque quelque chose ici.
field-out-of-order = L’ordre n’est pas le bon.
field-unsupported = Ces règles ne vont pas ensemble.
field-too-precise = Il y a plus de décimales que la mesure n’en donne.
field-out-of-place = Cela ne convient pas à ce type d’entrée.
field-not-ended = Seulement pour ce qui est terminé.
field-has-allergies = Des allergies sont enregistrées. Terminez-les ou marquez-les d’abord comme saisies par erreur.
field-severe-allergy = Une allergie grave s’y oppose. Cochez la case pour prescrire quand même.
field-unknown-placeholder = Rien de ce nom ne peut être complété entre accolades.
error-conflict-keep-both = Garder les deux
error-nothing-uploaded-title = Pas encore de fichier
error-nothing-uploaded-detail = Rien n’a été envoyé pour ce document.
error-too-many-exports-title = Trop d’exports à la fois
error-too-many-exports-detail = Supprimez d’abord l’un des vôtres, ou attendez qu’il expire.
error-no-export-file-title = Pas de fichier
error-no-export-file-detail = Il n’est pas encore prêt, ou n’existe plus.
error-wrong-import-state-title = Impossible dans l’état de l’import
error-wrong-import-state-detail = Il est en cours, terminé, ou a été modifié entre-temps.
error-import-has-problems-title = Certaines lignes ne peuvent être importées
error-import-has-problems-detail = Laissez-les de côté, ou corrigez le fichier et renvoyez-le.
error-patient-deleted-title = Le patient est supprimé
error-patient-deleted-detail = Rétablissez d’abord le patient ou le contact.
error-wrong-approval-title = Changement impossible
error-wrong-approval-detail = L’approbation du document en est à un autre point. Regardez où elle en est.
error-not-for-patients-title = Pas pour les patients
error-not-for-patients-detail = Les documents internes, restreints ou qui ne concernent aucun patient ne sont jamais montrés à un patient.
error-damaged-title = Endommagé
error-damaged-detail = Ce fichier n’est pas celui qui a été conservé. Restaurez-le depuis une sauvegarde, ou envoyez-le de nouveau.
error-quota-reached-title = Plus de place
error-quota-reached-detail = Les documents du cabinet occupent toute la place permise.
field-unsupported-type = Ce type de fichier ne peut pas être conservé. Choisissez un PDF, une image, un DICOM, un document bureautique ou du texte.
field-file-too-large = Au plus { $max } Mo.
error-reading-differs-title = Déjà enregistré autrement
error-reading-differs-detail = Le même appareil a déjà une autre valeur de ce type enregistrée pour cet instant.
field-not-a-decimal = Saisissez un nombre, par exemple 36.6
field-not-possible = Personne n’a une telle valeur. Vérifiez le nombre et son unité.
field-unknown-unit = Ce n’est pas une unité de ce type.
field-too-long-ago = C’est plus ancien que ce que la clinique conserve.
field-unknown-patient = Aucun patient n’a ce numéro.
error-exercise-over-title = Pas à faire ce jour-là
error-exercise-over-detail = L’exercice n’avait pas commencé, ou il est terminé. Regardez de nouveau vos exercices.
field-plan-over = Ce plan est terminé. Réactivez-le ou écrivez-en un autre.
field-no-levels = Décrivez d’abord les cinq niveaux de l’objectif.
field-before-the-first = C’est avant le premier jour.
field-one-of-two = Indiquez l’un des deux : à quelle fréquence, ou quel jour.
field-too-late-to-say = Seuls aujourd’hui et hier peuvent être indiqués.
error-patient-merged-title = Ce dossier a été fusionné dans un autre
error-patient-merged-detail = Il n’est plus visible. Ouvrez le dossier conservé et recommencez là.
error-both-waiting-title = Les deux attendent la même chose
error-both-waiting-detail = Les deux sont sur la liste d’attente pour la même chose. Retirez d’abord l’un des deux.
error-both-under-way-title = Deux visites en cours
error-both-under-way-detail = Quelqu’un est en visite avec chacun des deux en ce moment. Terminez d’abord l’une des visites.
error-both-planned-title = Deux plans du même titre
error-both-planned-detail = Les deux ont un plan de traitement en cours sous le même titre. Un médecin ou un thérapeute doit d’abord renommer ou terminer l’un des deux.
error-allergies-contradict-title = Les allergies se contredisent
error-allergies-contradict-detail = Un dossier indique qu’aucune allergie n’est connue, l’autre en cite. Un médecin ou un thérapeute doit d’abord trancher.
error-too-many-readings-title = Trop de mesures
error-too-many-readings-detail = Plus de { $most } mesures ne passent pas d’un coup. Fusionnez dans l’autre sens, pour conserver le dossier qui contient les mesures.
error-merged-since-title = Autre chose a suivi
error-merged-since-detail = L’un des deux a depuis été fusionné à nouveau ou supprimé. Annulez d’abord la fusion la plus récente.
error-merge-settled-title = Trop tard pour annuler
error-merge-settled-detail = Une fusion peut être annulée pendant 30 jours.
field-same-patient = C’est le même patient
error-more-than-paid-title = Plus que ce qui a été payé
error-more-than-paid-detail = Il ne reste pas autant de ce paiement : une partie a peut-être déjà été remboursée.
error-more-than-charged-title = Plus que ce qui était dû
error-more-than-charged-detail = Le montant dû n’atteint pas cette somme.
error-no-receipt-title = Pas de reçu pour cela
error-no-receipt-detail = Les reçus sont pour les paiements et les remboursements, quand de l’argent change de main.
error-not-correctable-title = Impossible ici
error-not-correctable-detail = Seuls les paiements se remboursent, et seuls les montants dus et les paiements se rectifient.
field-not-in-coins = Il n’y a pas de pièces pour ce montant. Arrondissez-le à ce qui se paie en espèces.
field-other-currency = C’est dans une autre monnaie que ce à quoi cela se rattache.
field-one-of-two-taxes = Indiquez l’un des deux : la taxe ou son taux.
error-price-there-title = Un tarif existe déjà
error-price-there-detail = Certains de ces jours, la prestation a déjà un tarif dans cette monnaie. Choisissez d’autres jours, ou mettez d’abord fin à ce tarif.
error-price-in-force-title = Ce tarif est déjà en vigueur
error-price-in-force-detail = Quelqu’un a pu être facturé d’après lui. Mettez-y plutôt fin.
field-no-price = Le tarif ne prévoit rien pour cela ce jour-là.
error-day-closed-title = Cette journée est clôturée
error-day-closed-detail = Sa caisse a été comptée : rien n’y est plus écrit. Qui en a le droit peut la rouvrir.
field-difference-unexplained = Ce n’est pas le montant attendu. Dites pourquoi.
field-count-missing = Une écriture n’est pas comptée ici. Comptez-la aussi.
field-pieces-differ = Ce n’est pas la somme des billets et pièces.
field-pieces-unread = Le nombre de billets et pièces est illisible.
field-less-than-due = C’est moins que ce qui est à payer.
error-fee-rule-there-title = Une règle existe déjà
error-fee-rule-there-detail = Ces visites ont une règle dans cette monnaie. Mettez-y d’abord fin.
