import pytest

from quizapp.importers.languages import language_of

SAMPLES = {
    "English": "The council said on Monday that it would not build the bridge this year.",
    "German": "Der Stadtrat sagte am Montag, dass er die Brücke in diesem Jahr nicht bauen werde.",
    "French": "Le conseil a dit lundi que le pont ne sera pas construit dans la ville cette année.",
    "Spanish": "El consejo dijo el lunes que no va a construir el puente en la ciudad este año.",
    "Italian": "Il consiglio ha detto lunedì che il ponte non sarà costruito nella città.",
    "Portuguese": "O conselho disse na segunda que a ponte não será construída na cidade.",
    "Dutch": "De gemeenteraad zei maandag dat de brug niet dit jaar in de stad wordt gebouwd.",
    "Swedish": "Rådet sade på måndagen att bron inte ska byggas i staden och att det är dyrt.",
    "Finnish": "Neuvosto sanoi että silta ei ole valmis ja että se on myös kallis kuin ennen.",
    "Polish": "Rada powiedziała w poniedziałek, że most nie będzie zbudowany i to jest drogie.",
    "Turkish": "Meclis bu yıl köprü için bir karar ve daha çok para olduğu gibi yok dedi.",
    "Indonesian": "Dewan itu mengatakan bahwa jembatan yang akan dibangun di kota ini tidak ada.",
    "Vietnamese": "Hội đồng cho biết cây cầu của thành phố không được xây trong năm này và đã.",
    "a language in Cyrillic letters": "Совет сказал в понедельник, что мост не построят.",
    "Greek": "Το συμβούλιο είπε ότι η γέφυρα δεν θα χτιστεί φέτος.",
    "Chinese or Japanese": "市议会星期一表示今年不会修建这座桥梁。",
    "Japanese": "市議会は月曜日、今年は橋を建設しないと述べた。",
    "Korean": "시의회는 월요일에 올해 다리를 짓지 않겠다고 말했다.",
    "a language in Arabic letters": "قال المجلس يوم الاثنين إن الجسر لن يبنى هذا العام.",
}


@pytest.mark.parametrize("language", SAMPLES)
def test_a_sentence_is_enough_to_tell_a_language(language):
    assert language_of(SAMPLES[language]) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2,000 of 3,400",
        "Rio de Janeiro, La Paz, El Paso and Los Angeles",
        "He said “je ne sais pas, c'est la vie de la rue” and left the town for good that day.",
        "Le Figaro and La Repubblica said the deal with de Gaulle was off; nobody was in.",
    ],
)
def test_foreign_names_and_quotations_make_no_foreign_text(text):
    assert language_of(text) == "English"
