"""The many names that systems give to the same column, in several languages.

A spelling is compared without case, accents, spaces and punctuation (`spelling.squash`).
"""

from __future__ import annotations

from fairway.people.importing.spelling import squash

_SPELLINGS = {
    "employee_number": """
        employee number, employee no, employee nr, employee id, employee code, emp id, emp no,
        empno, emp number, emp code, employee key, employee ref, ee id, eeid, associate id,
        worker id, worker number, staff id, staff number, staff no, staff code, person id, person
        number, personnel number, personnel no, personnel id, payroll number, payroll id, payroll
        no, clock number, badge number, file number, hr id, hris id, user id, id, id number,
        position holder id, global id, Personalnummer, Personal-Nr, Pers.-Nr., Persnr, PNR,
        Mitarbeiternummer, Mitarbeiter-Nr, Mitarbeiter-ID, Stammnummer, matricule, numéro employé,
        n° employé, numéro de salarié, identifiant, code salarié, número de empleado, no empleado,
        id empleado, legajo, número de nómina, expediente, matrícula, número do colaborador, número
        de funcionário, matricola, numero dipendente, codice dipendente, personeelsnummer,
        medewerkernummer, medewerker id, numer pracownika, nr ewidencyjny, numer ewidencyjny,
        anställningsnummer, anstnr, ansattnummer, ansattnr, medarbejdernummer, lønnummer,
        henkilönumero, osobní číslo, törzsszám, табельный номер, 社員番号, 从业人员编号, 工号, 员工编号, 사번""",
    "name": """
        name, full name, employee name, employee full name, worker, worker name, staff name,
        associate name, employee, person, person name, display name, legal name, full legal name,
        name of employee, employee's name, last name first name, last first, last name comma first
        name, first and last name, first name last name, surname and name, colleague, colleague
        name, team member, Mitarbeiter, Mitarbeitername, Vollständiger Name, Name Vorname, Nachname
        Vorname, Vor- und Nachname, Vorname Nachname, nom complet, nom et prénom, nom prénom,
        prénom nom, prénom et nom, nombre completo, nombre y apellidos, apellidos y nombre,
        apellidos nombre, nombre y apellido, empleado, trabajador, nome completo, nome e cognome,
        cognome e nome, nominativo, dipendente, colaborador, funcionário, volledige naam, naam,
        medewerker, imię i nazwisko, nazwisko i imię, pracownik, fullständigt namn, namn, navn,
        fulde navn, fullt navn, nimi, jméno a příjmení, příjmení a jméno, név, teljes név, фио,
        полное имя, сотрудник, 氏名, 名前, 姓名, 성명, 이름, nume complet, nume și prenume, ad soyad,
        adı soyadı, ονοματεπώνυμο""",
    "given_name": """
        first name, given name, given names, forename, forenames, firstname, first, fname, legal
        first name, employee first name, Vorname, Vornamen, Rufname, prénom, prénoms, nombre,
        nombres, primer nombre, nome próprio, primeiro nome, nome, voornaam, roepnaam, voornamen,
        imię, imiona, förnamn, fornavn, etunimi, jméno, křestní jméno, keresztnév, utónév, имя, 名,
        prenume, ad, adı, όνομα""",
    "family_name": """
        last name, family name, surname, lastname, last, lname, legal last name, employee last
        name, second name, Nachname, Familienname, Zuname, nom, nom de famille, nom d'usage,
        apellido, apellidos, primer apellido, sobrenome, apelido, último nome, cognome, achternaam,
        familienaam, nazwisko, efternamn, etternavn, efternavn, sukunimi, příjmení, vezetéknév,
        családnév, фамилия, 姓, 氏, nume, nume de familie, soyad, soyadı, επώνυμο""",
    "preferred_name": """
        preferred name, preferred first name, known as, goes by, nickname, chosen name, display
        first name, called, Rufname (bevorzugt), bevorzugter Name, nom d'usage préféré, prénom
        usuel, prénom d'usage, nombre preferido, nome social, nome preferido, tilltalsnamn""",
    "email": """
        email, e-mail, mail, email address, e-mail address, work email, work e-mail, business
        email, company email, corporate email, office email, email work, primary email, primary
        work email, employee email, user principal name, upn, email id, mail id, E-Mail-Adresse, Dienstliche E-Mail, E-Mail dienstlich, E-Mail beruflich, E-Mail geschäftlich, courriel, adresse
        électronique, adresse mail, adresse e-mail, email professionnel, mail professionnel, correo,
        correo electrónico, email corporativo, correo corporativo, correo de trabajo, e-mail
        corporativo, endereço de e-mail, posta elettronica, indirizzo email, e-mailadres, zakelijk
        e-mailadres, adres e-mail, e-post, e-postadress, e-mailadresse, sähköposti, эл. почта,
        электронная почта, メールアドレス, 邮箱, 电子邮件, 이메일, eposta, e-posta""",
    "job_title": """
        job title, title, position, position title, role, role title, job, job name, job position,
        business title, working title, designation, occupation, function, job profile, job role,
        job description, post, Stellenbezeichnung, Position, Funktion, Tätigkeit, Berufsbezeichnung,
        Jobtitel, Stelle, Rolle, poste, intitulé du poste, intitulé de poste, fonction, emploi,
        libellé emploi, métier, puesto, cargo, puesto de trabajo, nombre del puesto, categoría
        profesional, función, função, posição, posizione, mansione, ruolo, qualifica, functie,
        functietitel, functienaam, stanowisko, befattning, titel, yrkestitel, stilling,
        stillingsbetegnelse, tehtävänimike, nimike, pracovní pozice, pozice, beosztás, munkakör,
        должность, 役職, 職種, 职位, 岗位, 직책, 직위, funcție, unvan, görev""",
    "level": """
        level, grade, job level, job grade, pay grade, grade level, band, job band, career level,
        seniority, seniority level, position level, management level, rank, Stufe, Karrierestufe,
        Entgeltgruppe, Hierarchieebene, niveau, échelon, classification, coefficient, nivel, nivel
        de puesto, grado, banda, nível, livello, inquadramento, schaal, functieniveau, functieschaal,
        poziom, szczebel, nivå, niveau""",
    "division": """
        division, business unit, business area, business line, group, sector, segment, directorate,
        company division, bu, Bereich, Geschäftsbereich, Sparte, Ressort, direction, pôle, branche,
        división, unidad de negocio, dirección, área de negocio, divisão, diretoria, unidade de
        negócio, divisione, business unit, direzione, divisie, bedrijfsonderdeel, pion, dywizja,
        affärsområde, forretningsområde, divisioona""",
    "unit": """
        department, dept, department name, dept name, unit, org unit, organisational unit,
        organizational unit, organisation unit, organization unit, organization, supervisory
        organization, home department, cost center name, cost centre name, function area, section,
        ward, office department, area, Abteilung, Abteilungsname, Abt, Organisationseinheit, OE, Orgeinheit,
        département, service, unité, unité organisationnelle, departamento, área, sección, unidad,
        unidad organizativa, depto, setor, secção, reparto, ufficio, unità organizzativa, area
        aziendale, dipartimento, afdeling, organisatie-eenheid, dział, departament, komórka
        organizacyjna, avdelning, enhet, avdeling, afdeling, enhed, osasto, yksikkö, oddělení,
        útvar, osztály, szervezeti egység, отдел, подразделение, 部署, 部門, 部门, 부서, departament, bölüm,
        departman, τμήμα""",
    "team": """
        team, team name, sub department, subdepartment, sub team, squad, work group, workgroup,
        crew, sub unit, group name, Gruppe, Teamname, Arbeitsgruppe, équipe, equipo, grupo, equipe,
        squadra, gruppo, ploeg, zespół, grupp, gruppe, tiimi, tým, csapat, команда, チーム, 团队, 팀""",
    "unit_path": """
        unit path, org path, organisation path, organization path, department path, hierarchy, org
        hierarchy, department hierarchy, org unit path, organizational hierarchy, full department
        path, Organisationspfad, Organisationsstruktur, chemin d'organisation, arborescence, ruta
        organizativa, percorso organizzativo""",
    "location": """
        location, work location, office, office location, site, site name, work site, worksite,
        workplace, branch, store, shop, store name, location name, primary location, base, office
        name, facility, plant, campus, building, duty station, Standort, Arbeitsort, Filiale,
        Niederlassung, Betriebsstätte, Dienstort, Arbeitsstätte, Einsatzort, Werk, Büro, site de
        travail, lieu de travail, lieu, établissement, agence, bureau, magasin, localisation,
        ubicación, lugar de trabajo, centro de trabajo, centro, oficina, sede, tienda, sucursal,
        localidad, local de trabalho, local, escritório, loja, filial, luogo di lavoro, sede di
        lavoro, filiale, negozio, locatie, werklocatie, standplaats, vestiging, kantoor, lokalizacja,
        miejsce pracy, oddział, arbetsplats, placering, placeringsort, arbeidssted, kontor,
        arbejdssted, lokation, toimipaikka, toimipiste, pracoviště, telephely, munkahely, место
        работы, офис, 勤務地, 工作地点, 근무지, locație, lokasyon, iş yeri""",
    "city": """
        city, town, work city, office city, location city, municipality, Stadt, Ort, ville, commune,
        ciudad, población, municipio, cidade, città, comune, stad, plaats, miasto, miejscowość, ort,
        by, kaupunki, město, város, город, 都市, 城市, 도시, oraș, şehir, şehir, il""",
    "state": """
        state, province, region, state province, state or province, work state, county, territory,
        location state, Bundesland, Kanton, Land (Bundesland), région, province, provincia, estado,
        comunidad autónoma, región, regione, provincie, województwo, län, fylke, maakunta, kraj""",
    "country": """
        country, country code, work country, country name, location country, country region, nation,
        Land, Ländercode, Staat, pays, code pays, país, pais, codigo pais, paese, nazione, stato,
        landcode, kraj, land, maa, země, ország, страна, 国, 国家, 국가, țară, ülke, χώρα""",
    "time_zone": """
        time zone, timezone, tz, iana time zone, work time zone, tz name, Zeitzone, fuseau horaire,
        fuseau, zona horaria, huso horario, fuso horário, fuso orario, tijdzone, strefa czasowa,
        tidszon, tidszone, tidssone, aikavyöhyke, časové pásmo, időzóna, часовой пояс, タイムゾーン, 时区,
        시간대, saat dilimi""",
    "work_mode": """
        work mode, working mode, work arrangement, work type location, work style, workplace type,
        work model, remote, remote worker, is remote, remote status, remote hybrid onsite, work
        location type, location type, working model, Arbeitsmodell, Arbeitsform, Homeoffice,
        Telearbeit, mode de travail, télétravail, modalité de travail, modalidad, modalidad de
        trabajo, teletrabajo, modelo de trabalho, regime de trabalho, modalità di lavoro, smart
        working, werkvorm, thuiswerk, tryb pracy, arbetssätt, distansarbete""",
    "employer": """
        employer, legal entity, company, company name, legal employer, entity, employing entity,
        legal company, company code, franchisee, subsidiary, Arbeitgeber, Firma, Gesellschaft,
        Unternehmen, Buchungskreis, employeur, société, entreprise, entité juridique, raison
        sociale, empleador, empresa, sociedad, razón social, entidad legal, empregador, entidade,
        datore di lavoro, azienda, società, werkgever, bedrijf, pracodawca, spółka, firma, arbetsgivare,
        bolag, företag, arbeidsgiver, selskap, arbejdsgiver, työnantaja, yritys, zaměstnavatel,
        společnost, munkáltató, работодатель, компания, 会社, 公司, 회사, işveren, şirket""",
    "manager": """
        manager, line manager, reports to, reporting to, supervisor, boss, direct manager, people
        manager, reporting manager, immediate manager, immediate supervisor, direct supervisor, lead,
        team lead, team leader, n+1, superior, report to, solid line manager, leader, Vorgesetzter,
        Vorgesetzte, Vorgesetzte/r, Führungskraft, Teamleiter, disziplinarischer Vorgesetzter,
        responsable, manager direct, supérieur hiérarchique, supérieur, responsable hiérarchique,
        chef, jefe, jefe directo, gerente, superior directo, mando, encargado, responsable directo,
        gestor, chefe, chefia, gestor direto, superior imediato, supervisor imediato, responsabile,
        superiore, capo, responsabile diretto, leidinggevende, manager naam, przełożony, kierownik,
        bezpośredni przełożony, menedżer, chef, närmaste chef, leder, nærmeste leder, esimies,
        esihenkilö, lähiesihenkilö, nadřízený, vedoucí, felettes, vezető, közvetlen felettes,
        руководитель, 上司, 上级, 直属上级, 상사, manager direct, yönetici, προϊστάμενος""",
    "manager_number": """
        manager id, manager number, manager no, manager employee id, manager employee number, manager
        emp id, supervisor id, supervisor number, supervisor employee id, reports to id, line manager
        id, manager code, manager staff id, manager personnel number, reporting manager id, direct
        manager id, boss id, mgr id, manager key, manager worker id, manager payroll number,
        Vorgesetzten-ID, Vorgesetzter ID, Personalnummer Vorgesetzter, Vorgesetzter Personalnummer,
        Personalnummer Führungskraft, Führungskraft ID, matricule manager, matricule responsable, id
        manager, matricule du responsable, matricule n+1, id responsable, id jefe, id del jefe, número
        de empleado del jefe, id supervisor, id do gestor, id gestor, matrícula do gestor, matricola
        responsabile, id responsabile, leidinggevende id, personeelsnummer leidinggevende, id
        przełożonego, numer przełożonego, chef id, leder id, esimies id""",
    "manager_email": """
        manager email, manager e-mail, manager email address, manager's email, manager's e-mail,
        manager mail, manager work email, supervisor email, supervisor email address, supervisor's
        email, line manager email, reports to email, reporting manager email, direct manager email,
        boss email, mgr email, E-Mail Vorgesetzter, Vorgesetzter E-Mail, Vorgesetzten E-Mail, E-Mail
        Führungskraft, Führungskraft E-Mail, email manager, email responsable, mail du responsable,
        email du manager, correo del jefe, email del jefe, email jefe, correo jefe, correo supervisor,
        email do gestor, e-mail do gestor, email gestor, email responsabile, e-mail leidinggevende,
        email leidinggevende, e-mail przełożonego, email przełożonego, chef e-post, e-post chef""",
    "manager_name": """
        manager name, manager full name, manager's name, supervisor name, supervisor full name, line
        manager name, reports to name, reporting manager name, direct manager name, manager last
        first, mgr name, mgr, manager display name, name of manager, name of supervisor, boss name,
        Name Vorgesetzter, Vorgesetzter Name, Name des Vorgesetzten, Name Führungskraft,
        Führungskraft Name, nom du manager, nom manager, nom du responsable, nom responsable, nombre
        del jefe, nombre jefe, nombre del supervisor, nombre del gerente, nome do gestor, nome gestor,
        nome responsabile, nome del responsabile, naam leidinggevende, nazwisko przełożonego, chef
        namn, leder navn, esimiehen nimi""",
    "joined_on": """
        hire date, hired on, date of hire, date hired, hired, start date, employment start date,
        employment start, date of joining, joining date, join date, joined, joined on, date joined,
        doj, original hire date, latest hire date, most recent hire date, entry date, date started,
        started, start, commencement date, employment date, employed since, service date, seniority
        date, onboarding date, company start date, first day, Eintritt, Eintrittsdatum, Einstellungsdatum,
        Beginn, Beschäftigungsbeginn, Eingestellt am, date d'embauche, date d'entrée, date embauche,
        date entrée, date d'arrivée, date de début, entrée, fecha de contratación, fecha de ingreso,
        fecha de alta, fecha ingreso, fecha alta, fecha de inicio, fecha de incorporación, antigüedad,
        data de admissão, admissão, data de contratação, data de início, data di assunzione, data
        assunzione, assunzione, data inizio, datum in dienst, indiensttreding, in dienst, datum
        indiensttreding, startdatum, data zatrudnienia, data rozpoczęcia, anställningsdatum,
        startdatum, anställd från, ansettelsesdato, ansatt dato, startdato, ansættelsesdato,
        työsuhteen alku, aloituspäivä, datum nástupu, nástup, belépés dátuma, belépés, дата приема,
        дата найма, 入社日, 入社年月日, 入职日期, 入职时间, 입사일, data angajării, işe giriş tarihi""",
    "left_on": """
        leaving date, left on, date left, leave date, left, termination date, date of termination,
        terminated on, term date, date terminated, separation date, exit date, date of exit, end date,
        employment end date, employment end, departure date, date of leaving, resignation date,
        release date, offboarding date, contract end date, dol, Austritt, Austrittsdatum, Ausgetreten
        am, Ende, Beschäftigungsende, Vertragsende, date de sortie, date sortie, date de départ, date
        départ, date de fin, fin de contrat, sortie, fecha de baja, fecha baja, fecha de salida, fecha
        de terminación, fecha de egreso, fecha de fin, data de saída, data de demissão, demissão, data
        de desligamento, data fim, rescisão, data cessazione, data di cessazione, cessazione, data fine,
        data uscita, datum uit dienst, uit dienst, uitdiensttreding, einddatum, data zwolnienia, data
        odejścia, data zakończenia, slutdatum, avslutningsdatum, sluttdato, fratredelsesdato,
        fratrædelsesdato, slutdato, työsuhteen loppu, päättymispäivä, datum ukončení, výstup, kilépés
        dátuma, kilépés, дата увольнения, 退職日, 离职日期, 퇴사일, data încetării, işten çıkış tarihi""",
    "last_day": """
        last day, last working day, last day worked, last day of work, last day of employment, last
        date of employment, final day, last work date, lwd, letzter Tag, letzter Arbeitstag, dernier
        jour, dernier jour travaillé, último día, último día trabajado, último dia, último dia de
        trabalho, ultimo giorno, ultimo giorno di lavoro, laatste werkdag, laatste dag, ostatni dzień
        pracy, sista dag, sista arbetsdag, siste dag, sidste dag, viimeinen työpäivä""",
    "status": """
        status, employment status, employee status, worker status, emp status, staff status, hr
        status, active, is active, active status, active inactive, record status, active flag,
        employed, termd, terminated, is terminated, inactive, current employee, Beschäftigungsstatus,
        Mitarbeiterstatus, Aktiv, statut, statut salarié, actif, situation, estado empleado, estatus,
        situación, activo, estado laboral, situação, ativo, status do colaborador, stato, attivo, stato
        dipendente, actief, status medewerker, status pracownika, aktywny, anställningsstatus, aktiv,
        työsuhteen tila, stav, státusz, статус, ステータス, 在職状況, 状态, 在职状态, 상태, stare, durum""",
    "weekly_hours": """
        weekly hours, hours per week, hours week, standard hours, standard weekly hours, scheduled
        hours, scheduled weekly hours, contracted hours, contract hours, contractual hours, weekly
        working hours, fte hours, working hours per week, default weekly hours, Wochenstunden,
        Wochenarbeitszeit, Stunden pro Woche, Arbeitszeit pro Woche, Std/Woche, vertragliche
        Wochenstunden, heures hebdomadaires, heures par semaine, horaire hebdomadaire, durée
        hebdomadaire, horas semanales, horas por semana, jornada semanal, horas semanais, carga horária
        semanal, jornada semanal, ore settimanali, orario settimanale, uren per week, contracturen,
        contractsuren, godziny tygodniowo, wymiar godzin, veckoarbetstid, timmar per vecka,
        veckotimmar, timer per uke, ugentlige timer, viikkotyöaika, týdenní hodiny, heti óraszám""",
}

# Words that say whose column it is rather than what it holds.
_NOISE_TEXT = """
    employee employees emp worker workers staff associate associates personnel person
    colleague current primary main legal the work official mitarbeiter mitarbeiters salarie
    employe empleado trabajador funcionario colaborador dipendente medewerker pracownik
    pracownika ansatt"""
NOISE = frozenset(_NOISE_TEXT.split())

SPELLINGS: dict[str, tuple[str, int]] = {}
for _field, _text in _SPELLINGS.items():
    for _rank, _spelling in enumerate(_text.split(",")):
        # Where a spelling serves two fields ("nombre", "Land"), the first named keeps it.
        SPELLINGS.setdefault(squash(" ".join(_spelling.split())), (_field, _rank))
