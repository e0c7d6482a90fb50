"""The commonest function words by language, for telling languages apart."""

# Lists of words read best unbroken, and some alphabets share the look of their letters.
# ruff: noqa: E501, RUF001

#: The commonest function words; where languages are close, the ones that differ.
SMALL_WORDS = {
    "en": "the of and to in that is was for on with as it be by at from this are have has not "
    "but his her they which said will would been were their an or we you who",
    "de": "der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als "
    "auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über",
    "fr": "le la les de des du et un une en à que qui dans pour est sur au pas par plus ce "
    "ne se son sa avec il ont été aux mais nous vous cette ses sont comme ou leur elle était",
    "es": "el la los las de del y que en un una por con para se no es su al lo como más pero "
    "sus le ha este sí porque esta entre cuando muy sin sobre también hasta hay donde fue son",
    "it": "il la le di e che un una per in è con non del della dei delle si al da sono gli lo "
    "nel alla come più ha anche ma dal ai su questo nella era essere stato tra suo loro ed",
    "pt": "o a os as de do da dos das e que em um uma para com não por se na no ao mais como "
    "foi mas ele sua ou ser pelo pela são também à até isso está tem seu já muito nos",
    "nl": "de het een van en in is dat op te zijn met voor niet aan er om ook als dan maar bij "
    "nog uit door naar heeft ze hij werd wordt deze over worden hebben tot kan meer wel geen",
    "sv": "och att det i en som på är av för den med till inte om ett han men var jag från har "
    "kan när så vi de hade efter under eller också nu sig ska vid mot har där kommer år",
    "da": "og at det i en som på er af for den med til ikke om et han men var jeg fra har kan "
    "når så vi de havde efter under eller også nu sig skal ved mod der blev bliver år hun",
    "no": "og at det i en som på er av for den med til ikke om et han men var jeg fra har kan "
    "når så vi de hadde etter under eller også nå seg skal ved mot der ble blir år hun",
    "fi": "ja on ei että se oli hän mutta ovat joka kun myös mukaan kuin vuoden sekä ole niin "
    "jo sen tai ollut kanssa jos vain tämä voi hänen sitä olla jälkeen jotka minä vielä",
    "pl": "i w nie na się z do to że o jest jak od po ale za przez co dla czy tak był tym oraz "
    "jego już który są ma być może przed pod tego tylko która które także lub więc",
    "cs": "a v se na je že z o s do i to k ve pro za by ale si po jako podle od jsou který jsem "
    "byl však bude nebo také jeho až už při co které která není ze tak roku",
    "sk": "a v sa na je že z o s do i to k vo pre za by ale si po ako podľa od sú ktorý som bol "
    "však bude alebo tiež jeho až už pri čo ktoré ktorá nie zo tak roku",
    "hu": "a az és hogy nem is egy ez de meg el volt már csak ha mint vagy azt még kell lesz "
    "van ki szerint amely után pedig lehet ezt minden között így sem nagy vagyok",
    "ro": "și în de la a cu pe un o nu din care că pentru mai se este sau fi au ale lui prin "
    "dar fost ca după lor are sunt acest această între dintre cel va până când iar",
    "tr": "ve bir bu da de için ile ne çok daha olarak ama gibi olan kadar sonra var o mi her "
    "ise göre değil en ya ki olduğu olduğunu ancak iki veya şey tarafından oldu",
    "id": "yang dan di dari ini untuk dengan pada tidak itu dalam akan adalah ke oleh juga "
    "karena ada mereka telah atau bisa sebagai saat kata kami saya dia lebih sudah tersebut",
    "vi": "và của là có cho không được trong những một người với các này đã khi cũng đến như "
    "từ ông về ra tại vào để sẽ nhiều hơn năm phải theo trên",
    "ca": "el la els les de del i que en un una per amb és no es al com més però també ha aquest "
    "seva seu són aquesta dels pel van hi entre fins quan ja tot molt sobre perquè",
    "hr": "i u je na se da su za od s a o ne kao što koji iz će ali bi to do nije biti sve po "
    "koja koje bio samo nakon još više može prema oko godine",
    "ru": "и в не на что с по как это из к он а у за но о от так же для его то все был они был "
    "быть или мы бы было еще также после который года она",
    "uk": "і в не на що з та як це до у за але від про для його є який був вони або ми було "
    "також після року вона чи які під щоб якщо при й",
    "bg": "и на в за да се от е с не по са че като до или но това което ще при той беше след "
    "през има те тя които още може към също бе обаче",
    "ar": "في من على أن إلى التي عن الذي هذا هذه ما لا مع كان أو بعد قد كما بين قال لم و إن ذلك",
    "fa": "در به از که این را با است آن برای یک می تا بر هم نیز شد خود اما او ما کرد شده بود",
    "ur": "کے میں کی ہے کا اور سے کو نے کہ یہ پر اس ہیں نہیں تھا بھی ایک کیا تو گیا ان ہو",
    "hi": "के में की है का और से को ने कि यह पर इस हैं नहीं था भी एक किया तो गया उन हो",
    "mr": "आहे आणि या च्या ने ला तर की हे ही तो होते करून झाली असे मात्र आहेत त्या होता",
}
