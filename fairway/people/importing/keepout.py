"""Columns that are not read: why, told by their headers."""

from __future__ import annotations

import re

from fairway.people.importing.spelling import words

_SENSITIVE = {
    "birth_date": r"dob|birth\w*|geburt\w*|geb|naissance|nacimiento|nascimento|nascita|geboorte\w*"
    r"|urodzenia|fodelse\w*|fodsels\w*|syntyma\w*|narozeni|born|生年月日|出生日期|рождения",
    "age": r"age|alter|edad|idade|eta|leeftijd|wiek|alder|ika|age (group|band|range)",
    "marital_status": r"marital|married|marriage|civil status|civil state|spouse|estado civil"
    r"|familienstand|situation (de famille|familiale|matrimoniale)|stato civile|burgerlijke staat"
    r"|stan cywilny|civilstand|civilstatus|sivilstand|matrimonial",
    "sexual_orientation": r"sexual orientation|sexual\w*|orientation|lgbt\w*",
    "sex": r"sex|sexe|sexo|sesso|geschlecht|geslacht|plec|kon|kjonn|sukupuoli|pohlavi|пол|性别|性別",
    "gender": r"gender\w*|genre|genero|genere|male|female|pronoun\w*|m f|salutation|anrede|civilite",
    "ethnicity": r"ethnic\w*|hispanic|latin[oax]|latino|ethnie|etnia|etnic\w*|caste",
    "race": r"race|races|racial|raca|raza|rasse|minority|bipoc|eeo|eeo 1|skin colou?r",
    "citizenship": r"citizen\w*|national(ity|ities)|nationalitat|nationalite|nacionalidad"
    r"|nacionalidade|nazionalita|cittadinanza|staatsangehorigkeit|nationaliteit|obywatelstwo|visa"
    r"|immigration|work permit|country of birth|place of birth|staatsburgerschaft|passport",
    "disability": r"disab\w*|handicap\w*|behinder\w*|schwerbehind\w*|discapacidad|deficiencia"
    r"|disabilita|accommodation|medical|health\w*|diagnos\w*|pregnan\w*|maternity|niepelnosprawn\w*",
    "religion": r"relig\w*|faith|konfession|church|kirche\w*|creed|denomination",
    "veteran_status": r"veteran\w*|military|protected vet",
    "family": r"children|child|kinder|enfants|hijos|filhos|figli|dependents?|dependants?",
    "union": r"union|trade union|gewerkschaft\w*|syndicat|sindicato|sindacato|vakbond|works council"
    r"|political\w*|party member\w*",
}

_SPENT = r"(hours|time|minutes|mins|seconds|days|hrs)"
_REFUSED = {
    "survey": r"survey\w*|satisf\w*|engag\w*|e ?nps|pulse|morale|happiness|well ?being|burn ?out"
    r"|stress|mood|sentiment|climate|zufriedenheit\w*|mitarbeiterbefragung|umfrage\w*|enquete"
    r"|encuesta\w*|pesquisa|satisfacao|clima|soddisfazione|sondaggio|tevredenheid|ankieta|nojdhet"
    r"|trivsel",
    "absence": r"absen\w*|sick|sick(ness)? (days|leave|hours)|sickness|fehltage|fehlzeiten"
    r"|krank\w*|krankheitstage|ausencias?|faltas|assenze|malattia|verzuim|ziekte\w*|nieobecnosc\w*"
    r"|franvaro|sjukfranvaro|sykefravaer|fravaer|poissaolo\w*|bradford\w*|unplanned leave|no shows?"
    r"|days (off|missed|absent)|missed days|lost days|欠勤|缺勤",
    "activity": r"keystrokes?|key strokes?|keys? pressed|keylog\w*|key presses|keyboard|typing\w*"
    r"|mouse|clicks?|screenshots?|screen (shots?|captures?|time|recordings?)|webcams?|camera"
    rf"|idle|inactiv\w+ {_SPENT}|{_SPENT} (idle|inactive|active|online|offline|logged|tracked|present)"
    rf"|active {_SPENT}|on ?line|off ?line {_SPENT}|onlinezeit\w*|en ligne|en linea"
    r"|presence\w*|presenza|presencia|anwesenheit\w*|aanwezigheid|obecnosc\w*|narvaro"
    r"|log(ged)? ?(in|on|ins|ons|hours|time|out|off)|log ?ins?|logins?|last (login|seen|active)"
    rf"|track(ed|ing) {_SPENT}|time ?track\w*|{_SPENT} tracked|time ?sheets?|worked {_SPENT}|hours worked"
    r"|overtime\w*|uberstunden|heures sup\w*|horas extras?|stundenkonto|arbeitsstunden geleistet"
    r"|badge (in|out|swipes?|scans?)|swipes?|clock(ed)? ?(in|out|ins|outs)|punch\w*|door|access logs?"
    r"|attendance|tard\w+|late|late(ness|comings?)|lates|days late|minutes late|late arrivals?"
    r"|early (leaves?|departures?)|verspatung\w*|retards?|retrasos?|atrasos?|ritardi|punctual\w*"
    r"|gps|geo ?location|geo ?tracking|geofence|location (tracking|history)|whereabouts"
    r"|(messages?|msgs?|e ?mails?|mails|chats?|slacks?|teams messages|calls?|texts?|meetings?|posts"
    r"|replies|commits?|pull requests|prs|lines of code) "
    r"(sent|count|counts|number|total|per day|per week|made|attended|received|handled|closed|opened"
    r"|written|merged|last \d+|volume|rate)"
    r"|(number|count|total|no|nr|num|avg|average) (of )?(messages?|msgs?|e ?mails?|chats|calls|texts"
    r"|meetings|commits|pull requests|prs|lines of code|tickets|screenshots|clicks|keystrokes)"
    r"|message ?counts?|messages|commits|lines of code|pull requests|nachrichten|mensajes|messaggi"
    r"|nachrichten (anzahl|gesendet)|anzahl (nachrichten|e ?mails)|tastenanschlage|tastatur\w*"
    r"|mausklicks?|mausbewegung\w*|bildschirm\w*|frappes?( clavier)?|captures? d ecran"
    r"|pulsaciones( de teclado)?|capturas? de pantalla|toque de teclas|app usage|application usage"
    r"|web ?sites? visited|browsing|browser history|internet usage|url history|productivity\w*"
    r"|productive\w*|unproductive\w*|utili[sz]ation|activity\w*|aktivitat\w*|activite|actividad"
    r"|monitoring\w*|surveillance|step count|steps|heart rate|biometric\w*|breaks? (time|taken|count)",
}

_SKIPPED = {
    "pay": r"salar\w*|pay|payrate|pay ?rate|wages?|compensation|comp|bonus\w*|annual (rate|base)"
    r"|hourly rate|gehalt\w*|lohn\w*|entgelt|vergutung|remuneration|salaire\w*|sueldo|stipendio"
    r"|retribuzione|salaris|loon|wynagrodzenie|lon|ote|equity|stock|currency|allowance\w*",
    "rating": r"perf|perf ?scores?|performance\w*|rating\w*|scores?|scoring|apprais\w*|review\w*|potential"
    r"|nine box|9 box|leistung\w*|beurteilung\w*|bewertung\w*|evaluation\w*|evaluacion|avaliacao"
    r"|valutazione|beoordeling|pip|warnings?|disciplin\w*|talent",
    "private": r"zip\w*|post ?codes?|postal\w*|plz|postleitzahl|code postal|codigo postal|cep|cap"
    r"|street|address|adresse|strasse|direccion|endereco|indirizzo|adres|home\w*|private|personal"
    r"( e ?mail| mail| phone)?|privat\w*|phone\w*|mobile|cell|telefon\w*|telephone|telefono|tel|handy"
    r"|ssn|social security|sozialversicherung\w*|tax\w*|steuer\w*|national (id|insurance)|nino|nif"
    r"|dni|cpf|codice fiscale|pesel|bsn|personnummer|iban|bank\w*|account (no|number)|emergency\w*"
    r"|next of kin|driver\w*|photo|picture|ip address|device\w*|mac address",
    "sensitive": r"diversity\w*|diversitat|dei",
}

SENSITIVE = {kind: re.compile(rf"\b({pattern})\b") for kind, pattern in _SENSITIVE.items()}
REFUSED = {kind: re.compile(rf"\b({pattern})\b") for kind, pattern in _REFUSED.items()}
SKIPPED = {kind: re.compile(rf"\b({pattern})\b") for kind, pattern in _SKIPPED.items()}


def sensitive_kind(header: str) -> str:
    """Which sensitive attribute the header speaks of, or nothing."""
    return _first(SENSITIVE, words(header))


def refusal(header: str) -> str:
    """Why a column with this header is refused (activity, absence, survey), or nothing."""
    return _first(REFUSED, words(header))


def skip_reason(header: str) -> str:
    return _first(SKIPPED, words(header)) or "other"


def _first(patterns: dict[str, re.Pattern[str]], text: str) -> str:
    return next((kind for kind, pattern in patterns.items() if pattern.search(text)), "")
