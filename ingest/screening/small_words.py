"""The small words of some languages: what running text is made of, and a list of names is not."""

SMALL_WORDS: dict[str, frozenset[str]] = {
    "Deutsch": frozenset(
        """aber absatz als am an auch auf aus bei bis das dass dem den der des die diese dieser dieses durch
        ein eine einem einen einer eines einschließlich er es für gegen gemäß haben hat ihr ihre im in ist
        kann können mit muss müssen nach nicht noch nummer nur oder ohne satz seit sich sie sind so soll
        sollen sowie um und unter vom von vor war wenn werden wie wir wird wurde wurden zu zum zur zwischen
        über""".split()
    ),
    "Englisch": frozenset(
        """about all an and any are as at be been but by can for from had has have how if in into is it more
        must not of on or our should than that the their these they this those to was we were what when
        where which who will with you your""".split()
    ),
    "Französisch": frozenset(
        """au aux avec ce ces cette comme dans des du elle est et il la le les leur leurs mais ne notre nous
        ont ou où par pas plus pour que qui sa se son sont sur un une votre vous été être""".split()
    ),
    "Spanisch": frozenset(
        """al como con cuando del desde el en es esta este fue ha han las lo los más no o para pero por que se
        ser sobre son su sus también un una usted y""".split()
    ),
    "Italienisch": frozenset(
        """al alla anche che come con da dei del della delle di e essere gli ha hanno il lo ma nel nella non
        per più questa questo si sono stato sua suo un una è""".split()
    ),
    "Niederländisch": frozenset(
        """aan als bij dat deze die dit door een en er hebben heeft het is kan maar met moet naar niet of om
        ons ook op te uw van voor werd wij worden wordt zijn""".split()
    ),
    "Polnisch": frozenset(
        """być dla do i ich jak jest która które który lub może na nie o od oraz po przez się są to w z ze że""".split()
    ),
    "Türkisch": frozenset(
        """bir bu da daha de değil en gibi göre her ile için kadar ne olan olarak olduğu sonra ve veya çok""".split()
    ),
    "Portugiesisch": frozenset(
        """ao as com como da das do dos e em esta este foi mais mas na no não o os ou para por que ser seu sua
        são também um uma é""".split()
    ),
    "Rumänisch": frozenset(
        """al ale ca care cu că de din este fi fost la lui mai nu o pe pentru prin sau sunt un în și""".split()
    ),
    "Dänisch": frozenset(
        """af at de den der det eller en er et for fra har i ikke kan med og om på skal som til vil være""".split()
    ),
    "Latein (Platzhaltertext)": frozenset(
        """accusam adipiscing amet consectetur consetetur diam dolor eirmod elit elitr eos ipsum lorem nonumy
        sadipscing sed sit tempor vero""".split()
    ),
}
