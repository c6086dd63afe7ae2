### Diagnosis, prescription and requirement of an appointment; the chart; who opened it.

records-title = Dossier médical
records-diagnosis = Diagnostic
records-prescription = Ordonnance
records-requirement = Examen demandé
records-requirements = Examens demandés
records-add-diagnosis = Ajouter un diagnostic
records-add-prescription = Ajouter une ordonnance
records-add-requirement = Ajouter un examen
records-edit-diagnosis = Modifier le diagnostic
records-edit-prescription = Modifier l’ordonnance
records-edit-requirement = Modifier l’examen
records-no-diagnosis = Pas encore de diagnostic
records-no-prescription = Pas encore d’ordonnance
records-no-requirement = Aucun examen demandé
records-icd = Code CIM-10
records-icd-hint = Par exemple E11.9
records-prescription-hint = Médicament, dose, fréquence, durée
records-requirement-hint = Analyse, imagerie ou orientation
records-reason-for-change = Motif de la modification
records-reason-for-change-hint = La version précédente reste dans l’historique.
records-mark-error = Marquer comme saisi par erreur
records-mark-error-text = La fiche reste dans l’historique, barrée, et n’est plus montrée au patient.
records-in-error = Saisi par erreur
records-history = Historique
records-current-version = Version actuelle
records-mark-done = Marquer comme fait
records-signature = Signature
records-state-ordered = Demandé
records-state-done = Fait
records-state-overdue = En retard
records-saved = Enregistré : version { $number }
records-struck = Marqué comme saisi par erreur
records-marked-done = Marqué comme fait
records-complete-visit = Terminer la visite
records-visit = Visite
records-timeline = Chronologie
records-overview = Aperçu
records-empty-title = Aucune donnée enregistrée
records-empty-text = Les diagnostics, ordonnances et examens de toutes les visites apparaissent ici.

## Access log

records-access-title = Qui a ouvert ce dossier
records-access-text = Chaque accès est indiqué, avec l’heure et l’action.
records-access-who = Qui
records-access-what = Quoi
records-access-when = Quand
records-access-where = D’où
records-access-empty = Personne n’a encore ouvert ce dossier.
records-versions =
    { $count ->
         [one] { $count } version
        *[other] { $count } versions
    }

## The chart, and what the audit calls the fields of a record

records-reason = Motif
records-not-for-role = Votre rôle ne donne pas accès aux textes médicaux.
records-already = C’est déjà enregistré pour cette visite.
records-reason-for-error = Pourquoi est-ce une erreur ?
records-open-requirements = Examens en attente
records-no-open-requirements = Rien en attente.
records-all-kinds = Tous les types
records-author = Auteur
records-all-authors = Tous les auteurs
records-none-match-title = Aucun résultat
records-none-match-text = Rien ne correspond à ce choix de type, d’auteur et de jours.
records-no-visits-text = Ce patient n’a pas encore de rendez-vous.
records-status = État
records-state = Avancement
records-version = Version
records-code = Code CIM-10
records-status-current = Actuel
records-status-superseded = Remplacé
records-release = Montrer au patient
records-release-text = Le patient ne peut pas encore tout lire.
records-released = Montré au patient
records-withdraw = Masquer au patient
records-withdraw-text = Le patient ne le lira plus. Il l’a peut-être déjà lu.
records-withdraw-reason = Pourquoi le masquer ?
records-withdrawn = Masqué au patient
records-released-by = Montré au patient par
records-withdrawn-by = Masqué au patient par
records-shown-since = Le patient le lit depuis
records-shown-later = Le patient le lira une fois la visite terminée
records-not-released = Non montré au patient
records-rule-short = Résultats
records-rule-title = Quand les patients lisent ce qui a été écrit
records-rule-text = Cela vaut pour les visites terminées à partir de maintenant. Un médecin ou un thérapeute peut montrer ou masquer chaque note à tout moment.
records-rule-completed = Quand la visite est terminée
records-rule-released = Quand un médecin ou un thérapeute le leur montre
icd-1 = Infections
icd-2 = Tumeurs
icd-3 = Sang et système immunitaire
icd-4 = Hormones, nutrition et métabolisme
icd-5 = Santé mentale et comportement
icd-6 = Cerveau et nerfs
icd-7 = Yeux
icd-8 = Oreilles
icd-9 = Cœur et vaisseaux sanguins
icd-10 = Poumons et voies respiratoires
icd-11 = Estomac, intestin et dents
icd-12 = Peau
icd-13 = Muscles, os et articulations
icd-14 = Reins, vessie et organes génitaux
icd-15 = Grossesse et accouchement
icd-16 = Nouveau-nés
icd-17 = Anomalies présentes dès la naissance
icd-18 = Symptômes et constats sans cause certaine
icd-19 = Blessures et intoxications
icd-20 = Accidents et autres causes extérieures
icd-21 = Contrôles et autres motifs de consultation
records-severe-allergy = Une allergie grave s’y oppose
records-despite-allergies = Je connais cette allergie et prescris quand même
records-reason-despite = Pourquoi prescrire quand même
records-repeat-last = Reprendre la dernière
records-allergy-to = Allergie enregistrée : { $name }
