"""Words that cells use for a few things, in many languages; compared by `spelling.squash`."""

from __future__ import annotations

from fairway.people.importing.spelling import squash

_LEFT = """
    left terminated inactive resigned retired dismissed separated former exemployee departed
    quit fired laidoff redundant deceased ended notactive nolongeremployed offboarded
    deactivated voluntarilyterminated involuntarilyterminated terminatedforcause
    ausgeschieden ausgetreten inaktiv gekundigt verrentet parti sorti inactif demissionnaire
    licencie retraite baja inactivo cesado despedido renuncio jubilado desligado demitido
    inativo aposentado cessato inattivo dimesso licenziato uitdienst inactief vertrokken
    zwolniony nieaktywny slutat avslutad sluttet fratradt lopettanut paattynyt ukonceno
    kilepett уволен 退職 离职 퇴사 ayrildi"""
_HERE = """
    active current employed working aktiv actif active present enposte activo alta vigente
    ativo attivo inforza actief indienst aktywny zatrudniony anstalld ansat ansatt tyossa
    aktivni aktiv работает 在職 在籍 在职 재직 calisiyor onleave leave leaveofabsence loa
    parentalleave maternityleave sabbatical furlough suspended paidleave unpaidleave
    elternzeit beurlaubt krankgeschrieben congeparental probation onprobation probezeit
    intern temporary permanent fulltime parttime notice onnotice futurestart prehire"""
_YES = """
    1 ano evet igen j ja kylla o oui s si sim sí t tak true x y yes да はい 是"""
_NO = """
    0 ei f false hayir n nao ne nein nem nie no non нет いいえ 否"""
_REMOTE = """
    remote fullyremote fullremote remotely wfh workfromhome workingfromhome home homebased
    homeoffice telework teleworker telecommute telecommuter virtual distributed telearbeit
    mobil mobilesarbeiten adistance distanciel teletravail teletrabajo remoto aremoto remota
    adistancia smartworking agile thuiswerk thuis opafstand zdalnie zdalna distans padistans
    etatyo fjernarbeid hjemmefra 100remote anywhere"""
_HYBRID = """
    hybrid hybride hibrido ibrido hybryd hybrydowo hybrydowa mixed mixte mixto mischform
    partlyremote partiallyremote partremote flex flexible hybridworker teilweise hybridi"""
_ON_SITE = """
    onsite site office inoffice officebased inperson workplace store shop field frontline
    vorort imburo buro prasenz presentiel surplace surfsite presencial enoficina oficina
    insede sede inpresenza oplocatie kantoor stacjonarnie biuro paplats paplass kontor
    toimisto lahityo ontheroad branch plant warehouse"""

LEFT, HERE, YES, NO = (frozenset(text.split()) for text in (_LEFT, _HERE, _YES, _NO))
MODES = {
    squash(word): mode
    for mode, text in (("remote", _REMOTE), ("hybrid", _HYBRID), ("on_site", _ON_SITE))
    for word in text.split()
}
