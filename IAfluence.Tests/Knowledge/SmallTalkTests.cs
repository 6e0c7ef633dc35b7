using IAfluence.Core.Knowledge.Builtin;

namespace IAfluence.Tests.Knowledge;

public sealed class SmallTalkTests
{
    [Theory]
    [InlineData(SmallTalkKind.Greeting, "Bonjour|bonjour !|Bonjour à tous|slt|bjr|cc|Salut ça|hii|heyyy|Hello there|hi|good morning|Bonsoir madame|allo ?|Y a quelqu'un ?|are you there?|HOLA")]
    [InlineData(SmallTalkKind.HowAreYou, "ça va ?|Bonjour, comment allez-vous ?|how are you|Hi! How’s it going?|what's up|salut ca va")]
    [InlineData(SmallTalkKind.Thanks, "merci|Merci beaucoup !|mrc|thx|tks|thanks a lot|Thank you so much|ok merci|merci, c'est super|merci pour votre aide|Je vous remercie|mercii|thanks for your help!")]
    [InlineData(SmallTalkKind.Goodbye, "au revoir|Merci, bonne journée !|bye|See you later|à bientôt|a+|ciao|merci au revoir|thanks, have a nice day")]
    [InlineData(SmallTalkKind.Compliment, "super !|c'est parfait|bravo|well done|That’s great|you are awesome|très utile|trop cool|coool")]
    [InlineData(SmallTalkKind.Complaint, "you are useless|t'es nul|c'est nul|tu sers à rien|ce n'est pas ça|wrong answer|vous ne répondez pas à ma question|That’s not what I asked|wtf|👎|:(|je suis déçu")]
    [InlineData(SmallTalkKind.Acknowledgement, "ok|OK.|d'accord|okay, got it|compris|ça marche|non merci|no thanks|never mind|très bien")]
    [InlineData(SmallTalkKind.YesOrNo, "oui|Non|yes|nope|peut-être")]
    [InlineData(SmallTalkKind.Laughter, "😀|👍👍|:-)|lol|haha|❤️|xD")]
    [InlineData(SmallTalkKind.Identity, "qui êtes-vous ?|Bonjour, qui êtes-vous ?|t'es qui|es-tu un robot ?|Êtes-vous un humain ?|are you a robot?|are you human|who are you?|Am I talking to a real person?|comment tu t'appelles|c'est une IA ?|je parle à un robot ?|what's your name")]
    [InlineData(SmallTalkKind.Abilities, "que peux-tu faire ?|à quoi tu sers ?|what can you do?|How can you help me|Comment pouvez-vous m'aider ?")]
    [InlineData(SmallTalkKind.Help, "aide|help me please|j'ai une question|Bonjour, j'ai une question svp|I have a question|peux-tu m'aider ?|can I ask you something?")]
    [InlineData(SmallTalkKind.Test, "test|testing|ceci est un test")]
    [InlineData(SmallTalkKind.Language, "do you speak English?|parlez-vous anglais ?|English please|en français svp")]
    [InlineData(SmallTalkKind.Person, "un humain svp|Je voudrais parler à quelqu’un|parler à un conseiller|Puis-je parler à une vraie personne ?|a human please|talk to a human|Can I speak to someone?|I want to talk to a real person|agent|operator|Bonjour je veux parler à un humain|mettez-moi en relation avec un conseiller|Comment parler à un humain ?|speak with customer service please")]
    [InlineData(SmallTalkKind.Unclear, "|   |???|…|s'il vous plaît|asdf|qsdfqsdf|azerty|aaaa|sdfghjkl|xcvbnm")]
    internal void Message_without_a_question_is_recognised(SmallTalkKind expected, string messages)
    {
        var others = messages.Split('|').Where(message => SmallTalk.FindOrNull(message)?.Kind != expected).Select(message => $"{message} → {SmallTalk.FindOrNull(message)}");

        Assert.Empty(others);
    }

    [Theory]
    [InlineData("Bonjour, quels sont vos horaires ?")]
    [InlineData("merci, et pour les retours ?")]
    [InlineData("Merci de me rappeler le prix du pain")]
    [InlineData("hello, do you deliver on Sundays?")]
    [InlineData("thanks, how do I return it?")]
    [InlineData("et le dimanche ?")]
    [InlineData("ok et combien ça coûte ?")]
    [InlineData("qui êtes-vous autorisés à servir ?")]
    [InlineData("Comment contacter le service client ?")]
    [InlineData("service client")]
    [InlineData("support")]
    [InlineData("chatbot")]
    [InlineData("c'est quoi un chatbot")]
    [InlineData("parking")]
    [InlineData("prix")]
    [InlineData("wifi ?")]
    [InlineData("SNCF")]
    [InlineData("CAF")]
    [InlineData("html")]
    [InlineData("bon cadeau")]
    [InlineData("bonne soirée dansante")]
    [InlineData("cours d'anglais")]
    [InlineData("I want a refund")]
    [InlineData("je voudrais une chambre")]
    [InlineData("Is it open?")]
    [InlineData("can you deliver")]
    [InlineData("is this good for roses?")]
    [InlineData("no parking?")]
    [InlineData("un rendez-vous avec un conseiller bancaire")]
    [InlineData("c'est vrai que la livraison est gratuite ?")]
    [InlineData("12")]
    [InlineData("commande 4711")]
    [InlineData("help with my order")]
    [InlineData("problème de connexion")]
    [InlineData("poire")]
    [InlineData("personne à mobilité réduite")]
    public void Question_is_never_taken_for_small_talk(string question) => Assert.Null(SmallTalk.FindOrNull(question));

    [Theory]
    [InlineData("bonjour", true)]
    [InlineData("merci beaucoup", true)]
    [InlineData("bnojour", false)]
    [InlineData("mercci", false)]
    [InlineData("merciii", true)]
    [InlineData("bonjuor", false)]
    [InlineData("tanks", false)]
    [InlineData("help", false)]
    [InlineData("test", false)]
    [InlineData("asdf", false)]
    [InlineData("nice", false)]
    [InlineData("are you a robot", true)]
    [InlineData("I need help", true)]
    [InlineData("je voudrais parler à un conseiller", true)]
    [InlineData("conseiller", false)]
    public void Word_that_a_text_may_be_about_is_small_talk_only_without_an_answer(string message, bool isCertain) =>
        Assert.Equal(isCertain, SmallTalk.FindOrNull(message)!.Value.IsCertain);

    [Fact]
    public void Longest_message_is_judged_at_once()
    {
        Assert.Null(SmallTalk.FindOrNull(string.Join(' ', Enumerable.Repeat("merci", 1000))));
        Assert.Equal(SmallTalkKind.Thanks, SmallTalk.FindOrNull(string.Join(' ', Enumerable.Repeat("merci", 16)))!.Value.Kind);
        Assert.Null(SmallTalk.FindOrNull(string.Join(' ', Enumerable.Repeat("a", 15)) + " parking"));
        Assert.Equal(SmallTalkKind.Unclear, SmallTalk.FindOrNull(new string('?', 4000))!.Value.Kind);
    }
}
