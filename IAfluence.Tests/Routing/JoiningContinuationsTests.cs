using System.Text;
using IAfluence.Core.Routing.Continuation;

namespace IAfluence.Tests.Routing;

public sealed class JoiningContinuationsTests
{
    private static readonly string[] Replies =
    [
        string.Concat(Enumerable.Range(1, 40).Select(number => (number == 1 ? "" : " ") + "mot" + number)),
        "Bonjour ! Notre boulangerie est ouverte du mardi au dimanche, de 7 h à 19 h 30. Le pain de campagne coûte 4,20 € et sort du four à 6 h 45. "
            + "Pour les commandes de gâteaux, téléphonez-nous au moins 48 heures à l’avance ; nous préparons aussi des galettes.",
        "Hello! We're open from 7 a.m. to 7:30 p.m., Tuesday to Sunday. The country loaf is $4.20, and it leaves the oven at 6:45. "
            + "For cakes, please call at least 48 hours ahead: see https://www.martin.example/orders?lang=en for details.",
        "Voici nos pains :\n\n1. **Pain de campagne** : 4,20 €\n2. **Pain de seigle** : 5,10 €\n3. **Baguette** : 1,20 €\n\nEt nos gâteaux :\n\n- tarte aux pommes\n"
            + "- éclair au café\n  - grand\n  - petit\n- Paris-Brest\n\nÀ bientôt !",
        "Use this snippet:\n\n```html\n<script src=\"https://chat.example/widget.js\"\n        data-chatbot=\"pk_martin\" async></script>\n```\n\nThen check it:\n\n```js\n"
            + "if (window.IAfluence) {\n    console.log(\"ready\");\n}\n```\n\nThat is all.",
    ];

    /// <summary>Every answer, cut after every k of its 40 chunks.</summary>
    public static TheoryData<int> Each => [.. Enumerable.Range(0, Replies.Length)];

    [Theory]
    [MemberData(nameof(Each))]
    public void A_model_that_goes_on_correctly_is_shown_to_the_character(int answer) =>
        AtEveryCut(Replies[answer], (_, rest) => rest, (_, rest, whole) => whole);

    [Theory]
    [MemberData(nameof(Each))]
    public void Words_said_again_at_the_joint_are_said_once(int answer)
    {
        foreach (var repeated in (int[])[12, 13, 20, 37, 64, 200])
        {
            AtEveryCut(Replies[answer], (said, rest) =>
            {
                var overlap = said.Length < repeated ? said : said[^repeated..];
                return overlap.TrimStart() is { Length: >= 12 } || said.Length <= repeated ? overlap + rest : rest;
            }, (_, _, whole) => whole);
        }
    }

    [Theory]
    [MemberData(nameof(Each))]
    public void An_answer_that_starts_over_goes_on_where_it_stopped(int answer) =>
        AtEveryCut(Replies[answer], (said, rest) => said + rest, (_, _, whole) => whole);

    [Theory]
    [InlineData("Sure, continuing from where I left off:\n\n")]
    [InlineData("Of course! ")]
    [InlineData("Certainly. Here is the rest of the answer:\n")]
    [InlineData("Here's the continuation: ")]
    [InlineData("Continuing... ")]
    [InlineData("Let me continue where it stopped:\n\n")]
    [InlineData("Voici la suite :\n\n")]
    [InlineData("Bien sûr ! Voici la suite de ma réponse : ")]
    [InlineData("D'accord, je continue : ")]
    [InlineData("Je reprends là où je me suis arrêté :\n")]
    [InlineData("**Suite :** ")]
    [InlineData("(suite) : ")]
    [InlineData("Hier ist die Fortsetzung: ")]
    public void A_preface_is_never_shown(string preface)
    {
        const string said = "Le pain de campagne coûte quatre euros vingt et la baguette";
        const string rest = " coûte un euro vingt, du mardi au dimanche. Le samedi nous faisons aussi des brioches, et le dimanche des croissants.";

        Assert.Equal(rest, Joined(said, preface + rest.TrimStart(), spaceIsLost: true));
    }

    [Theory]
    [InlineData("\"", "\"")]
    [InlineData("« ", " »")]
    [InlineData("“", "”")]
    [InlineData("Voici la suite : « ", " »")]
    [InlineData("<text_so_far>", "</text_so_far>")]
    [InlineData("… ", "")]
    [InlineData("...", "")]
    [InlineData("", " [END]")]
    [InlineData("```markdown\n", "\n```")]
    public void Words_put_around_a_continuation_are_never_shown(string before, string after)
    {
        const string said = "Le pain de campagne coûte quatre euros vingt et la ba";
        const string rest = "guette un euro vingt, du mardi au dimanche. Le samedi nous faisons aussi des brioches, et le dimanche des croissants.";

        Assert.Equal(rest, Joined(said, before + rest + after));
    }

    [Theory]
    [InlineData("« ", " »")]
    [InlineData("Bien sûr ! Voici la suite :\n\n", "")]
    [InlineData("```markdown\n", "\n```")]
    public void A_start_over_that_is_wrapped_is_recognised(string before, string after)
    {
        var whole = Replies[1];
        for (var cut = 30; cut < whole.Length - 20; cut += 7)
            Assert.Equal(whole[cut..], Joined(whole[..cut], before + whole + after));
    }

    [Theory]
    [InlineData("I'm sorry, but I can't continue that text.")]
    [InlineData("I cannot continue this answer, as it was not written by me.")]
    [InlineData("As an AI language model, I do not have access to the previous message.")]
    [InlineData("It seems the text you provided was cut off. Could you share the whole of it?")]
    [InlineData("Je suis désolé, mais je ne peux pas continuer ce texte.")]
    [InlineData("Désolé, je ne peux pas vous aider.")]
    [InlineData("Bien sûr ! Je suis désolé, mais je ne peux pas continuer.")]
    public void A_refusal_is_recognised(string refusal)
    {
        var joint = new ContinuationJoint("Le pain de campagne coûte quatre euros vingt et la");

        Assert.Null(PushAll(joint, refusal));
        Assert.Equal(JointVerdict.Refused, joint.Verdict);
    }

    [Theory]
    [InlineData("Bonjour et merci de votre question ! La boulangerie ouvre ses portes à 7 heures, tous les jours sauf le lundi.")]
    [InlineData("Bonjour ! Notre boulangerie vous accueille du mardi au samedi, et le dimanche matin aussi, jusqu'à midi.")]
    public void An_answer_told_anew_in_other_words_is_not_shown(string anew)
    {
        var joint = new ContinuationJoint("Bonjour ! Notre boulangerie est ouverte du mardi au dimanche, de 7 h à");

        Assert.Null(PushAll(joint, anew));
        Assert.Equal(JointVerdict.StartedOver, joint.Verdict);
    }

    [Theory]
    [InlineData(" four euros and twenty cents, and we bake it every day except on Monday, when the shop is closed to the public.")]
    [InlineData("The country loaf is four euros, and you can order it by phone with our team at any time of the week.")]
    [InlineData(" четыре евро двадцать центов, и мы печём его каждый день, кроме понедельника, когда магазин закрыт.")]
    public void Continuation_in_another_language_is_recognised(string other)
    {
        var joint = new ContinuationJoint("Notre boulangerie est ouverte du mardi au dimanche. Le pain de campagne que vous avez vu dans la vitrine coûte");

        Assert.Null(PushAll(joint, other));
        Assert.Equal(JointVerdict.OtherLanguage, joint.Verdict);
    }

    [Theory]
    [InlineData("Ouvert de 7 h à 19 h.", "Le lundi, c’est fermé.", " Le lundi, c’est fermé.")]
    [InlineData("Ouvert de 7 h à 19 h. ", " Le lundi, c’est fermé.", "Le lundi, c’est fermé.")]
    [InlineData("Une boulan", "gerie de quartier", "gerie de quartier")]
    [InlineData("Une boulan", "boulangerie de quartier", "gerie de quartier")]
    [InlineData("Le pain du jour et le pain", "du soir", " du soir")]
    [InlineData("Il coûte 4,", "20 €", "20 €")]
    [InlineData("Voyez https://www.martin.", "Example/prix", "Example/prix")]
    [InlineData("- pain\n- baguette", "- brioche", "\n- brioche")]
    [InlineData("1. pain\n2. baguette", "3. brioche", "\n3. brioche")]
    [InlineData("- pain\n", "- brioche", "- brioche")]
    [InlineData("Le prix", "\n\nest de 4 €", " est de 4 €")]
    [InlineData("Un paragraphe.\n\n", "\n\nUn autre.", "Un autre.")]
    [InlineData("```js\nlet a = 1;\nlet b", "```js\n = 2;\n```", " = 2;\n```")]
    [InlineData("```js\nlet a = 1;\nlet b", "```\n = 2;\n```", " = 2;\n```")]
    [InlineData("```js\nlet a = 1;\nlet b = 2;\n", "```\n\nVoilà.", "```\n\nVoilà.")]
    [InlineData("```js\nlet longer = 1;\nlet other = 2;", "```js\nlet longer = 1;\nlet other = 2;\nlet b = 2;\n```", "\nlet b = 2;\n```")]
    public void The_joint_has_the_white_space_it_needs(string said, string continuation, string expected) =>
        Assert.Equal(expected, Joined(said, continuation));

    [Theory]
    [InlineData("")]
    [InlineData("  \n")]
    [InlineData("[END]")]
    [InlineData("The answer is complete.")]
    [InlineData("La réponse est déjà complète.")]
    [InlineData("au dimanche, de 7 h à 19 h.")]
    public void Complete_answer_gets_nothing_added(string continuation)
    {
        var joint = new ContinuationJoint("Nous sommes ouverts du mardi au dimanche, de 7 h à 19 h.");

        Assert.True(string.IsNullOrWhiteSpace(PushAll(joint, continuation)));
        Assert.Equal(JointVerdict.Joined, joint.Verdict);
    }

    [Fact]
    public void Joint_holds_back_little()
    {
        var whole = string.Concat(Enumerable.Range(1, 200).Select(number => $" mot{number}"));
        var joint = new ContinuationJoint("Voici quelques mots, l'un après l'autre");
        var (pushed, shown) = (0, 0);
        foreach (var piece in Pieces(whole, 5))
        {
            pushed += piece.Length;
            shown += joint.Push(piece)?.Length ?? 0;
            Assert.InRange(pushed - shown, 0, ContinuationJoint.Window + 10);
        }
    }

    /// <summary>Cuts an answer after each of its 40 chunks, has it continued in pieces of several sizes, and compares the whole.</summary>
    private static void AtEveryCut(string whole, Func<string, string, string> goesOn, Func<string, string, string, string> expected)
    {
        var size = (whole.Length + 39) / 40;
        for (var cut = size; cut < whole.Length; cut += size)
        {
            var (said, rest) = (whole[..cut], whole[cut..]);
            if (char.IsHighSurrogate(said[^1]))
                continue;
            foreach (var pieces in (int[])[1, 4, 17, 10_000])
            {
                var joint = new ContinuationJoint(said);
                var shown = said + PushAll(joint, goesOn(said, rest), pieces);
                Assert.True(expected(said, rest, whole) == shown, $"Cut after «{said}», pieces of {pieces}, {joint.Verdict}:\n{shown}");
            }
        }
    }

    private static string Joined(string said, string continuation, bool spaceIsLost = false)
    {
        string? joined = null;
        foreach (var size in (int[])[1, 3, 11, 10_000])
        {
            var joint = new ContinuationJoint(said, spaceIsLost ? ["La baguette coûte un euro vingt."] : null);
            var shown = PushAll(joint, continuation, size) ?? "";
            Assert.Equal(JointVerdict.Joined, joint.Verdict);
            Assert.Equal(joined ?? shown, shown);
            joined = shown;
        }

        return joined!;
    }

    private static string? PushAll(ContinuationJoint joint, string text, int size = 4)
    {
        var shown = new StringBuilder();
        foreach (var piece in Pieces(text, size))
            shown.Append(joint.Push(piece));
        shown.Append(joint.Finish());
        return shown.Length == 0 ? null : shown.ToString();
    }

    private static IEnumerable<string> Pieces(string text, int size)
    {
        for (var at = 0; at < text.Length; at += size)
            yield return text[at..Math.Min(text.Length, at + size)];
    }
}
