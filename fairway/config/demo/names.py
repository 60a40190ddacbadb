"""Invented names of several cultures: our own lists, so that a seed gives the same people forever."""

from __future__ import annotations

import random
from typing import NamedTuple


class Name(NamedTuple):
    given: str
    family: str

    def __str__(self) -> str:
        return f"{self.given} {self.family}".strip()

    @property
    def sorted(self) -> str:
        return f"{self.family}, {self.given}" if self.family else self.given


class Culture(NamedTuple):
    given: list[str]
    family: list[str]


def _culture(given: str, family: str) -> Culture:
    return Culture(*([word.strip() for word in words.split(",")] for words in (given, family)))


CULTURES = {
    "british": _culture(
        "Abigail, Alfie, Amelia, Arthur, Beth, Callum, Charlotte, Connor, Daisy, Edward, Eleanor, "
        "Ffion, Finlay, George, Gwen, Harriet, Henry, Isla, Jack, Joanna, Kieran, Laura, Lewis, "
        "Maisie, Martin, Megan, Niamh, Oliver, Owen, Poppy, Rhys, Rosie, Ruth, Stuart, Tamsin, Wilf",
        "Ashdown, Barraclough, Birtles, Braithwaite, Brightwell, Cartwright, Copley, Crowther, "
        "Dunstan, Eastwell, Fairclough, Garside, Greenhalgh, Hartley, Hepworth, Holroyd, Illing, "
        "Jessop, Kershaw, Lockwood, Maddocks, McAllan, Naylor, O’Dowd, Ogden, Pickersgill, Priestley, "
        "Rowbotham, Shackleton-Lowe, Sutcliffe, Tattersall, Thackray, Tregear, Uttley, Wadsworth, Yarrow",
    ),
    "nigerian": _culture(
        "Abimbola, Adaeze, Ayo, Bisi, Chidi, Chiamaka, Damilola, Ebele, Emeka, Folake, Gbenga, "
        "Ifeanyi, Jide, Kelechi, Kemi, Lanre, Ngozi, Obinna, Olamide, Sade, Tobi, Uche, Yetunde, Zainab",
        "Adebisi, Afolayan, Akinwale, Anozie, Balogun, Chukwuma, Dosunmu, Ekwueme, Fashola-Reid, "
        "Ibekwe, Igwe, Kalu, Madu, Nnadi, Nwankwo, Ogunbanjo, Okeke, Onuoha, Oyelaran, Sowande, Uzor",
    ),
    "south_asian_british": _culture(
        "Aisha, Amir, Asif, Fatima, Gurpreet, Hamza, Harpreet, Imran, Jasmin, Kiran, Maryam, Nabil, "
        "Nazia, Parveen, Rafiq, Rukhsana, Saima, Sunita, Tariq, Usman, Yasmin, Zahra",
        "Ahmadi, Akhtar, Begum, Bhatti, Chaudhry, Dhaliwal, Gill, Hussain, Iqbal, Kaur, Mahmood, "
        "Malik, Mirza, Patel-Hughes, Rahman, Sandhu, Sheikh, Uddin, Zaman",
    ),
    "polish": _culture(
        "Agnieszka, Bartosz, Dorota, Ewa, Grzegorz, Halina, Jakub, Joanna, Kasia, Łukasz, Małgorzata, "
        "Marek, Paweł, Piotr, Stanisław, Wiesława, Wojciech, Zofia",
        "Bąk, Cieślak, Dąbek, Gąsior, Jeleń, Kaźmierczak, Krawiec, Lis, Mazurek, Nowak, "
        "Olszak, Piątek, Rogala, Sikora, Szczygieł, Walczak, Wójcik, Ziółko",
    ),
    "portuguese": _culture(
        "Afonso, Alice, Amélia, António, Beatriz, Bruno, Carlota, Catarina, Conceição, Diogo, Duarte, "
        "Eduarda, Filipa, Gonçalo, Graça, Henrique, Inês, Joana, João, Leonor, Luísa, Mafalda, Marta, "
        "Miguel, Nuno, Patrícia, Raquel, Rita, Rui, Simão, Sofia, Tânia, Teresa, Tomás, Vasco, Zélia",
        "Abrantes, Aguiar, Antunes, Barbosa, Batista, Brandão, Cardoso, Carriço, Correia, da Cunha, "
        "de Sá, dos Reis, Esteves, Falcão, Figueira, Gouveia, Guimarães, Leitão, Lourenço, Macedo, "
        "Magalhães, Mourão, Nogueira, Pacheco, Peixoto, Queirós, Rebelo, Salgado, Serrão, Simões, "
        "Taborda, Teixeira, Valadares, Vasconcelos, Viegas, Xavier",
    ),
    "brazilian": _culture(
        "Adriana, Ana Clara, Bruna, Caetano, Camila, Davi, Débora, Fabiana, Gilberto, Heitor, Iara, "
        "Isadora, Jussara, Kauã, Larissa, Luan, Maitê, Marcelo, Otávio, Paulo, Renata, Thaís, Vinícius",
        "Alencar, Bittencourt, Camargo, Cavalcanti, da Luz, de Andrade, Farias, Fontes, Guedes, Junqueira, "
        "Lacerda, Menezes, Moraes, Nascimento, Paixão, Pimentel, Quintana, Sampaio, Teles, Vilela",
    ),
    "filipino": _culture(
        "Althea, Andres, Angelica, Arnel, Bea, Benjie, Carlo, Celeste, Dalisay, Danilo, Dolores, Edwin, "
        "Elena, Ernesto, Fe, Gabriel, Gloria, Imelda, Isagani, Jasmine, Joel, Josefina, Karlo, Liza, "
        "Ligaya, Lourdes, Luzviminda, Mark Anthony, Maricel, Mayumi, Nestor, Noel, Paz, Ramil, Rizalina, "
        "Rowena, Tala, Teodoro, Vilma, Wilfredo",
        "Abad, Agbayani, Aquino-Lim, Bautista, Bondoc, Buenaventura, Calderon, Capulong, Catacutan, "
        "Cayabyab, Dacanay, de Guzman, de la Cruz, Dimaculangan, Evangelista, Fajardo, Gatchalian, "
        "Guinto, Ilagan, Javier, Lacsamana, Macaraeg, Magbanua, Manalo, Mendoza, Navarro, Ocampo, "
        "Pangilinan, Panganiban, Quiambao, Salonga, Sarmiento, Sumulong, Tolentino, Villanueva, Ybañez",
    ),
    "indian": _culture(
        "Aditya, Ananya, Anjali, Arjun, Asha, Chetan, Deepa, Gauri, Girish, Harini, Isha, Jayant, Kavya, "
        "Lakshmi, Madhav, Meera, Mukund, Nandini, Nikhil, Omkar, Pallavi, Prakash, Rohini, Rohan, "
        "Sanika, Shreya, Siddharth, Sneha, Tanvi, Uday, Vaishali, Vikram, Yash",
        "Apte, Bhosale, Chitale, Dandekar, Deshmukh, Gadre, Gokhale, Iyer, Jadhav, Joshi, Kale, Karnik, "
        "Limaye, Mahajan, Menon, Mulay, Nambiar, Oak, Paranjape, Pillai, Ranade, Sathe, Shinde, Tilekar, "
        "Vaidya, Wagle",
    ),
    "italian": _culture(
        "Alessia, Andrea, Beatrice, Bianca, Chiara, Cosimo, Davide, Edoardo, Elisa, Fabrizio, Federica, "
        "Gaia, Gianluca, Ilaria, Irene, Lorenzo, Lucia, Marta, Matteo, Niccolò, Noemi, Ottavia, Paolo, "
        "Raffaele, Riccardo, Sara, Serena, Silvia, Tommaso, Ugo, Valentina, Vittorio",
        "Amadori, Barbieri, Battaglia, Bellandi, Bonfanti, Brambilla, Caputo, Carminati, Cattaneo, "
        "Colleoni, D’Angelo, De Santis, Di Pasquale, Fumagalli, Galbiati, Ghezzi, Lombardini, "
        "Malinverni, Mantegazza, Negri, Pagani, Perego, Quaranta, Ravasio, Sala, Tagliabue, Vigano, Zanetti",
    ),
    "nordic": _culture(
        "Agneta, Anders, Astrid, Birgitta, Björn, Ebba, Einar, Elin, Emil, Frida, Gösta, Gunnar, Hedda, "
        "Håkon, Ida, Jonas, Karin, Kjersti, Lars, Linnéa, Maja, Nils, Oda, Ole, Pernilla, Ragnhild, "
        "Signe, Sindre, Siv, Sven, Tuva, Ylva, Øyvind, Åsa",
        "Aasen, Ahlgren, Bakke, Bergqvist, Bjørnstad, Dahlström, Ekelund, Fagerli, Forsberg, Granqvist, "
        "Hagen, Hallström, Isaksson, Kvamme, Lindgård, Lundeby, Myhre, Nyström, Rønning, Sandberg, "
        "Sjögren, Skoglund, Söderlind, Tveit, Wikström, Ødegård, Öberg, Åkerlind",
    ),
    # A Czech family name says whether a woman or a man bears it.
    "czech_women": _culture(
        "Alžběta, Barbora, Dagmar, Eliška, Ivana, Jana, Kateřina, Lenka, Markéta, Milada, Šárka, "
        "Tereza, Zdeňka, Zuzana",
        "Bartošová, Bílková, Čermáková, Doležalová, Fialová, Havránková, Hrušková, Kadlecová, "
        "Kratochvílová, Malá, Pokorná, Řezníčková, Sedláčková, Trnková, Vlčková, Žáková",
    ),
    "czech_men": _culture(
        "Bohdan, František, Jiří, Karel, Ladislav, Lukáš, Ondřej, Radek, Štěpán, Václav, Zdeněk",
        "Bartoš, Bílek, Čermák, Doležal, Fiala, Havránek, Hruška, Jelínek, Kadlec, Kolář, "
        "Kratochvíl, Malý, Pokorný, Řezníček, Sedláček, Šimek, Trnka, Urban, Vlček, Žák",
    ),
    "turkish": _culture(
        "Ahu, Alp, Aslı, Aylin, Barış, Burcu, Cem, Ceren, Defne, Deniz, Ece, Emre, Esra, Gökhan, Gül, "
        "Hakan, İlker, İpek, Kaan, Levent, Melis, Mert, Nazlı, Onur, Özge, Pelin, Selin, Serkan, Şule, "
        "Tuğba, Umut, Volkan, Yağmur, Zeynep",
        "Acar, Akın, Aydemir, Başaran, Bozkurt, Çelikkol, Çınar, Demirtaş, Doğan, Ekinci, Erdem, Gündüz, "
        "Güneş, İnan, Kaplan, Karaca, Koçyiğit, Özkan, Özgür, Polat, Sezer, Şahin, Tekin, Toprak, Uysal, Yalçın",
    ),
    "canadian": _culture(
        "Amélie, Benoît, Caitlin, Dylan, Élodie, Étienne, Gabrielle, Hugo, Jing, Karan, Léa, Logan, "
        "Mathieu, Mei-Ling, Nathalie, Noah, Océane, Oksana, Simran, Taras, Vivian, Wei, Xin, Zachary",
        "Arsenault, Beausoleil, Bouchard, Cheung, Clearwater, Côté-Laroche, Desrosiers, Dhillon, "
        "Fontaine, Fung, Gauthier, Grewal, Hrynchuk, Kwan, LeBlanc, MacIsaac, Melnyk, Ouellette, "
        "Pelletier, Redsky, Shevchuk, Tam, Thériault, Yeung",
    ),
    "new_zealand": _culture(
        "Anahera, Angus, Hemi, Hine, Hone, Isla, Kahu, Lani, Mere, Moana, Ngaio, Nikau, Rangi, Rongo, "
        "Sina, Tavita, Tama, Wiremu",
        "Apirana, Faleolo, Fonoti, Haimona, Hapeta, Ihaka, Kereama, Leota, McKellar, Paewai, Pōtae, "
        "Rāwiri, Strachan, Tūhoro, Tuilagi-Reid, Waaka, Wharerau",
    ),
    # Written in their own letters, and one name only: a directory must sort and find these too.
    "own_letters": _culture(
        "Ελένη, Νίκος, Оксана, Тарас, Марія, Дмитро, Sukarti, Wulan",
        ", Αλεξίου, Κωνσταντίνου, Коваль, Лисенко",
    ),
}


class NameMaker:
    """Names in the mix of a place; the cast's own are never given twice."""

    def __init__(self, rng: random.Random, taken: set[str]) -> None:
        self._rng = rng
        self._taken = taken

    def make(self, cultures: dict[str, int]) -> Name:
        names = list(cultures)
        while True:
            [culture] = self._rng.choices(names, list(cultures.values()))
            given, family = CULTURES[culture]
            name = Name(self._rng.choice(given), self._rng.choice(family))
            if culture == "own_letters":
                name = _one_alphabet(name)
            if str(name) not in self._taken:
                return name


def _one_alphabet(name: Name) -> Name:
    """Greek goes with Greek and Cyrillic with Cyrillic; a Latin name here stands alone."""
    if name.given.isascii():
        return Name(name.given, "")
    greek = "Ͱ" <= name.given[0] <= "Ͽ"
    families = ("Κωνσταντίνου", "Αλεξίου") if greek else ("Коваль", "Лисенко")
    return Name(name.given, families[len(name.given) % 2])
