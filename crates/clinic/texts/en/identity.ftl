### The Identity Service that a clinic trusts: connecting it, and signing in there.

identity-title = Identity service
identity-about = Staff can sign in, and programs can call, with accounts of a service that the clinic trusts.
identity-test = Test it
identity-findings = What the test found
identity-works = Works
identity-fails = Does not work
identity-step-keys = Description and keys.
identity-step-sign-in = Signing in with a browser.
identity-step-introspection = Asking about tokens.
identity-works-keys =
    { $count ->
         [one] The service answers and publishes { $count } key that can be used.
        *[other] The service answers and publishes { $count } keys that can be used.
    }
identity-works-sign-in = The service names the pages that are needed.
identity-works-introspection = The service knows the client and answers.
identity-trouble-address = The address is none that may be called: it must begin with https and must not lead into this server’s own network.
identity-trouble-unreachable = There is no connection: the name is unknown, nobody answers, or the certificate is not valid.
identity-trouble-timed-out = No answer came within five seconds.
identity-trouble-status = The service answered with status { $what }.
identity-trouble-answer-too-large = The answer is far too long.
identity-trouble-not-json = The answer is not the JSON it should be.
identity-trouble-wrong-issuer = The description there names another issuer. Enter the issuer exactly as the service writes it.
identity-trouble-missing = The description of the service lacks { $what }.
identity-trouble-no-keys = The service publishes no key that can be used.
identity-trouble-client = The service does not accept the client id or the client secret.
identity-trouble-busy = Too many questions are under way. Try again in a moment.

## Settings

identity-group-service = Service
identity-enabled = Trust this service
identity-label = Name for staff
identity-label-hint = Stands on the sign-in button, such as “Hospital account”.
identity-issuer = Issuer
identity-issuer-hint = The address that its tokens name, character by character.
identity-group-tokens = Tokens
identity-mode = How tokens are checked
identity-mode-hint = By keys, the service is not asked about each token. By asking, opaque tokens work too.
identity-mode-keys = By the keys it publishes
identity-mode-introspection = By asking the service
identity-audience = Audience
identity-audience-hint = Whom the tokens must be for: the name of Praxis at the service.
identity-token-type = Type of token
identity-token-type-hint = at+jwt is safer. Choose JWT if the service writes that on its access tokens.
identity-algorithms = Signatures that are accepted
identity-group-claims = Claims
identity-claims-hint = Where the service writes what. A path such as realm_access.roles leads into nested claims.
identity-clinic-claim = Claim that names the clinic
identity-clinic-value = What it must say
identity-clinic-value-hint = When left blank: { $name }.
identity-username-claim = Claim with the user name
identity-name-claim = Claim with the person’s name
identity-roles-claim = Claim with the roles
identity-roles = What its roles are here
identity-roles-hint = One on each line, such as physician = doctor. Roles that do not stand here mean nothing.
identity-group-client = Praxis at the service
identity-client-hint = Needed for signing in with a browser and for asking about tokens.
identity-client-id = Client id
identity-client-secret = Client secret
identity-client-secret-kept = A secret is kept and never shown. Enter another one to replace it.
identity-client-secret-none = It is kept encrypted and never shown again.
identity-browser = Staff may sign in there with a browser
identity-scope = Scopes
identity-scope-hint = What is asked for besides openid, with spaces between.
identity-callback = Register this address at the service as the one to return to:
identity-group-newcomers = People who come for the first time
identity-provision = Add them to the staff
identity-provision-hint = With the roles that the service names, and without a password here.
identity-link-by-username = Link them to staff with the same user name
identity-link-hint = Only if nobody can choose their own user name at the service.
identity-link-by-email = Link them to staff with the same e-mail address
identity-link-by-email-hint = Only addresses that the service has verified.
field-not-an-https-address = Enter an address that begins with https and is not in this server’s own network

## People

identity-people = Linked staff
identity-people-none = Nobody is linked yet.
identity-subject = Name at the service
identity-subject-hint = The value of the claim “sub”.
identity-remove = Take the link away
identity-removed = Link taken away
identity-link = Link by hand
identity-link-staff = Member of staff

## Signing in

identity-sign-in = Sign in with { $name }
identity-sign-in-plain = Sign in with the identity service
identity-sign-in-failed = You could not be signed in
identity-sign-in-lost = This sign-in began in another browser or too long ago. Please begin again.
identity-sign-in-refused = The identity service did not confirm this sign-in. Please begin again.
identity-sign-in-unknown = The identity service knows you, but you have no access to this clinic. An administrator of the clinic can give it.
identity-sign-in-unavailable = The identity service cannot be reached just now. Try again in a moment, or sign in with your password.
