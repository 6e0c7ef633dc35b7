using System.Collections.Frozen;

namespace IAfluence.Core.Text;

/// <summary>
/// Frequent words that do not describe a text's topic, folded. Words that are also nouns or have meaning in a question ("site", "temps",
/// "mine") are not included; question words ("comment", "pourquoi", "how", "can") are.
/// </summary>
internal static class StopWords
{
    public static readonly IReadOnlySet<string> None = FrozenSet<string>.Empty;

    /// <summary>Words attached to French verbs with a hyphen: "puis-je", "est-ce", "dites-moi".</summary>
    public static readonly IReadOnlySet<string> FrenchClitics =
        Words("je tu il elle on nous vous ils elles ce t moi toi lui leur le la les y en ci");

    public static readonly IReadOnlySet<string> French = Words(
        """
        a ai aie aient ait alors as au aucun aucune aussi autre autres aux avaient avais avait avec avez aviez avions avoir avons ayant ayez ayons
        bah ben bien bonjour bonsoir c ca car ce ceci cela celle celles celui ces cet cette ceux chaque chez ci combien comme comment
        d dans de dedans dehors des dessous dessus deja dis dites dois doit doivent donc donne donnez dont du
        elle elles en encore entre es est et etaient etais etait etant etc ete etes etre eu eux
        faire fais faisait fait faites fasse faudrait faut fera fois font hein hier hors
        ici il ils j je jusqu jusque l la la-bas le lequel laquelle les lesquels lesquelles leur leurs lors lorsqu lorsque lui
        m ma maintenant mais me meme memes merci mes mettre moi moins mon n ne ni nos notre nous
        on ont or ou oui par parce parmi pas peu peut peuvent peux plus plutot pour pourquoi pourrai pourrais pourrait pouvez pouvoir
        puis puisqu puisque qu quand que quel quelle quelles quels quelqu quelque quelques qui quoi quoique
        s sa salut sans savoir se sera serait seront ses seulement si sinon soient sois soit sommes son sont souhaite sous suis sur stp svp
        t ta tandis tant te tel telle telles tels tes toi ton tous tout toute toutes tres trop tu
        un une va vais vas vers veut veux veulent voici voient voila voir vois voit voudrais voudrait voulez vont vos votre vous vu y
        cest dun dune jai jaimerais jaurais jetais lon nest quelquun quil quils sest
        """);

    public static readonly IReadOnlySet<string> English = Words(
        """
        a about above after again against all also am an and any anybody anyone anything are arent as at
        be because been before being below between both but by can cannot cant could couldnt did didnt do does doesnt doing done dont during
        each else etc ever every everything few for from further get gets getting give go goes going got had hadnt happen happened happening happens has hasnt have havent having
        he hello her here hers herself hi him himself his how i id if ill im in into is isnt it its itself ive
        just let lets like make makes many may maybe me might more most much must my myself need needs no nor not now
        of off on once only or other our ours ourselves out over own please
        rather really s same shall she should shouldnt so some somebody something such
        t tell than thank thanks that thats the their theirs them themselves then there theres these they theyre this those through thus to too
        under until up upon us use used uses using very via want wants was wasnt we well were werent what whats when where whether which while who whom whose why
        will with within without wont would wouldnt yes you your youre yours yourself yourselves
        """);

    public static readonly IReadOnlySet<string> Spanish = Words(
        """
        a al algo alguna alguno algun ante antes aqui asi aun aunque buenos buenas cada como con cual cuales cuando cuanta cuantas cuanto cuantos de del desde donde
        e el ella ellas ellos en entre era es esa esas ese eso esos esta estan estas este esto estos estoy fue gracias ha hace hacer hacia han hasta hay he hola
        la las le les lo los mas me mi mis mucho muy nada ni no nos nosotros o os otra otro para pero por porque pueden puede puedo que quien quiero
        se ser si sin sobre son soy su sus tambien te tener tengo tiene tienen todo todos tu tus u un una unas uno unos usted ustedes va y ya yo
        """);

    public static readonly IReadOnlySet<string> Portuguese = Words(
        """
        a ao aos as ate bom com como da das de dela dele do dos e ela elas ele eles em entre era essa esse esta este eu foi ha isso isto ja
        la lhe mais mas me mesmo meu minha muito na nao nas nem no nos numa num o obrigado ola onde os ou para pela pelas pelo pelos pode podem por porque posso
        qual quais quando quanto quantos que quem quero se sem ser seu sua sao so sobre sou tambem te tem tenho ter tu um uma umas uns voce voces
        """);

    public static readonly IReadOnlySet<string> Italian = Words(
        """
        a ad agli ai al alla alle allo anche avere c ce che chi ci ciao col come con cosa cui d da dagli dai dal dalla dalle dallo dei del degli della delle dello di dove
        e ed era essere fa fare gli grazie ha hanno ho i il in io l la le lei li lo loro lui ma me mi mia mio ne nei nel nella nelle nello no noi non nostro
        o ogni per perche piu posso possono puo qual quale quali quando quanta quanti quanto quella quello questa questo qui
        se sei si sia sono su sua sui sul sulla suo ti tra tu tutti tutto un una uno vi voglio voi vostro
        """);

    public static readonly IReadOnlySet<string> German = Words(
        """
        aber alle allem allen alles als also am an auch auf aus bei beim bin bis bitte bist da damit dann das dass dein dem den denn der des die dies diese diesem diesen dieser dieses
        doch dort du durch ein eine einem einen einer eines er es etwas fur gibt habe haben hallo hat hatte ich ihr ihre im in ins ist ja
        kann kannst kein keine konnen konnte man mein meine mich mir mit mochte muss nach nicht noch nur ob oder ohne sehr sein seine sich sie sind so
        uber um und uns unser unter vom von vor wann war warum was welche welchem welchen welcher welches wenn wer werden wie wieviel wir wird wo zu zum zur
        """);

    public static readonly IReadOnlySet<string> Dutch = Words(
        """
        aan al alle als bedankt ben bent bij daar dan dat de der deze die dit doen doet door dus een en er geen graag haar had hallo heb hebben heeft het hem hier hij hoe hoeveel
        ik in is ja je jij jullie kan kunnen kunt maar mag me meer met mij mijn moet na naar nee niet nog nu of om onder ons onze ook op over
        te tegen ten ter toch tot u uit uw van veel voor waar waarom wanneer want was wat we welk welke wie wij wil worden wordt ze zich zij zijn zo zonder
        """);

    private static FrozenSet<string> Words(string list) =>
        list.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
