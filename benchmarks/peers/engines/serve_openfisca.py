"""OpenFisca's own web API over the rules, for gunicorn: `gunicorn serve_openfisca:application`."""

from openfisca_web_api.app import create_app
from rules_openfisca import system

application = create_app(system())
