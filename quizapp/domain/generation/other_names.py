"""Places that have two names, old and new or spelt in two ways, which are no two answers."""

from __future__ import annotations

from functools import lru_cache

from quizapp.domain.generation.text import contains, plain, without_accents

_PLACES = """
united states|usa|us|america|united states of america
united kingdom|uk|britain|great britain
netherlands|holland
myanmar|burma
turkey|turkiye
czech republic|czechia
ivory coast|cote d'ivoire
cape verde|cabo verde
eswatini|swaziland
north macedonia|macedonia|fyrom
east timor|timor-leste
sri lanka|ceylon
thailand|siam
iran|persia
zimbabwe|rhodesia
ethiopia|abyssinia
belarus|byelorussia
moldova|moldavia
russia|russian federation
north korea|dprk|democratic people's republic of korea
south korea|rok|republic of korea
united arab emirates|uae
china|people's republic of china|prc
taiwan|formosa|republic of china
democratic republic of congo|drc|zaire|congo-kinshasa|democratic republic of the congo
burkina faso|upper volta
benin|dahomey
vatican|vatican city|holy see
kyiv|kiev
kharkiv|kharkov
lviv|lvov|lwow|lemberg
odesa|odessa
chernobyl|chornobyl
dnipro|dnepropetrovsk|dnipropetrovsk
zaporizhzhia|zaporozhye|zaporizhia
mykolaiv|nikolaev|nikolayev
mumbai|bombay
kolkata|calcutta
chennai|madras
bengaluru|bangalore
varanasi|benares
pune|poona
kochi|cochin
dhaka|dacca
yangon|rangoon
beijing|peking
guangzhou|canton
nanjing|nanking
chongqing|chungking
tianjin|tientsin
xiamen|amoy
ho chi minh city|saigon
jakarta|batavia
astana|nur-sultan
almaty|alma-ata
st petersburg|saint petersburg|leningrad|petrograd|st. petersburg
volgograd|stalingrad
yekaterinburg|ekaterinburg|sverdlovsk

kaliningrad|konigsberg
istanbul|constantinople|byzantium
izmir|smyrna
ankara|angora
gdansk|danzig
wroclaw|wrocław|breslau
szczecin|stettin
poznan|posen
krakow|cracow
warsaw|warszawa
bratislava|pressburg|pozsony
prague|praha
vienna|wien
munich|munchen
cologne|koln
nuremberg|nurnberg
geneva|geneve|genf
basel|basle
bern|berne
milan|milano
turin|torino
venice|venezia
florence|firenze
naples|napoli
genoa|genova
leghorn|livorno
padua|padova
lisbon|lisboa
oporto|porto
seville|sevilla
zaragoza|saragossa
brussels|brussel|bruxelles
antwerp|antwerpen|anvers
ghent|gent|gand
bruges|brugge
the hague|den haag|hague
gothenburg|goteborg
copenhagen|kobenhavn
oslo|kristiania|christiania
helsinki|helsingfors
turku|abo
tallinn|reval
bucharest|bucuresti
belgrade|beograd
thessaloniki|salonica|salonika
athens|athina
tbilisi|tiflis
chisinau|kishinev
vilnius|wilno|vilna
kaunas|kovno
ljubljana|laibach
rijeka|fiume
londonderry|derry
mecca|makkah
macau|macao
maputo|lourenco marques
kinshasa|leopoldville
n'djamena|fort-lamy
tokyo|edo
seoul|keijo
thiruvananthapuram|trivandrum
new york|new york city
washington|washington dc|washington d.c.
mexico city|ciudad de mexico
mount everest|everest|chomolungma|sagarmatha
denali|mount mckinley
uluru|ayers rock
"""
"""A place on a line, by all of its names, in small letters and without accents."""


def _by_name() -> dict[str, tuple[str, ...]]:
    rows = (tuple(map(plain, line.split("|"))) for line in _PLACES.strip().splitlines())
    return {name: row for row in rows for name in row}


_ROWS = _by_name()


@lru_cache(maxsize=8192)
def usual_name(text: str) -> str:
    """Return the plain words of a text; for a place, those of the name that it has now."""
    words = plain(without_accents(text))
    return _ROWS[words][0] if words in _ROWS else words


def names_place(text: str, place: str) -> bool:
    """Whether a text says the name of a place, or another name of it."""
    own = plain(without_accents(place))
    return any(contains(without_accents(text), name) for name in _ROWS.get(own, (own,)))
