using IAfluence.Core.Knowledge;
using IAfluence.Core.Replies.Cleaning;

namespace IAfluence.Tests.Replies.Cleaning;

public sealed class RemovingMarksTests
{
    [Theory]
    [InlineData("[[answered]]\nBonjour.", "Bonjour.", ReplyOutcome.Answered)]
    [InlineData("\n [[unsure]] Bonjour.", "Bonjour.", ReplyOutcome.Unsure)]
    [InlineData("[[UNANSWERED]] Bonjour.", "Bonjour.", ReplyOutcome.Unanswered)]
    [InlineData("[[ small_talk ]] Bonjour.", "Bonjour.", ReplyOutcome.SmallTalk)]
    [InlineData("[[smalltalk]][[smalltalk]]Bonjour.", "Bonjour.", ReplyOutcome.SmallTalk)]
    [InlineData("**[[answered]]** Bonjour.", "Bonjour.", ReplyOutcome.Answered)]
    [InlineData("__[[answered]]__ Bonjour.", "Bonjour.", ReplyOutcome.Answered)]
    [InlineData("`[[answered]]` Bonjour.", "Bonjour.", ReplyOutcome.Answered)]
    [InlineData("\\[\\[answered\\]\\] Bonjour.", "Bonjour.", ReplyOutcome.Answered)]
    [InlineData("[[answered] Bonjour.", "Bonjour.", ReplyOutcome.Answered)]
    [InlineData("Bonjour. [[unsure]]", "Bonjour.", ReplyOutcome.Unsure)]
    [InlineData("Bonjour [[unsure]] à tous. [[answered]]", "Bonjour à tous.", ReplyOutcome.Unsure)]
    [InlineData("Un [lien [[unsure]]](https://www.martin.example/prix).", "Un [lien](https://www.martin.example/prix).", ReplyOutcome.Unsure)]
    [InlineData("```\n[[answered]]code\n```", "```\ncode\n```", ReplyOutcome.Answered)]
    [InlineData("A [[ans[[unsure]]wered]]", "A [[ans wered]]", ReplyOutcome.Unsure)]
    [InlineData("A [[[9][unsure]]", "A [[ [unsure]]", null)]
    [InlineData("A `[[ans[[unsure]]wered]]`", "A `[[ans wered]]`", ReplyOutcome.Unsure)]
    public void Mark_is_never_shown_and_tells_the_outcome(string text, string shown, ReplyOutcome? outcome)
    {
        var cleaned = CleanedReply.Of(text);

        Assert.Equal((shown, outcome), (cleaned.Text, cleaned.Marked));
        Assert.Equal(shown, cleaned.Own);
    }

    [Theory]
    [InlineData("Bonjour [[answ", "Bonjour")]
    [InlineData("[[answered]", "")]
    public void Mark_that_was_cut_is_not_shown_either(string text, string shown) => Assert.Equal(shown, CleanedReply.Of(text).Text);

    [Theory]
    [InlineData("Voir [[page]] et [[x]].")]
    [InlineData("Un tableau : a[[i]].")]
    [InlineData("[answered] est un mot.")]
    [InlineData("Liste :\n- [ ] une tâche\n- [x] une autre")]
    [InlineData("```\nif [[ -f fichier ]]; then\n```")]
    [InlineData("Le code `[[x]]` et [deux] crochets [")]
    [InlineData("**Gras** et _italique_, 3 * 4, hôtel, http, h")]
    public void Text_that_resembles_a_mark_is_shown_as_it_is(string text)
    {
        var cleaned = CleanedReply.Of(text);

        Assert.Equal((text, null), (cleaned.Text, cleaned.Marked));
    }

    [Fact]
    public void Text_is_not_held_back_longer_than_needed()
    {
        var cleaner = new ReplyCleaner(new CitationNumbers([]), AllowedAddresses.None);

        Assert.Equal("Bonjour", cleaner.Push("Bonjour"));
        Assert.Equal(" à", cleaner.Push(" à"));
        Assert.Null(cleaner.Push(" [["));
        Assert.Equal(" ", cleaner.Push("x"));
        Assert.Null(cleaner.Push("]]"));
        Assert.Equal("[[x]] ou", cleaner.Push(" ou"));
    }

    [Theory]
    [InlineData("[[answered]] Bonjour.", "Bonjour.", ReplyOutcome.Answered)]
    [InlineData("  **[[unsure]]**\n\n**Bonjour.**", "**Bonjour.**", ReplyOutcome.Unsure)]
    [InlineData("**[[answered]] Bonjour.**", "**Bonjour.**", ReplyOutcome.Answered)]
    [InlineData("# [[unanswered]]\nBonjour.", "Bonjour.", ReplyOutcome.Unanswered)]
    [InlineData("[[answered]] [[answered]] [[x]]", "[[x]]", ReplyOutcome.Answered)]
    [InlineData("# Titre", "# Titre", null)]
    [InlineData("[1] Bonjour", "[1] Bonjour", null)]
    [InlineData(" Bonjour [[answered]]", " Bonjour [[answered]]", null)]
    [InlineData("[[answered]]", "", null)]
    [InlineData("[[answ", "", null)]
    [InlineData(" \n", "", null)]
    public void Leading_mark_of_an_attempt_is_read_however_it_is_divided(string text, string left, ReplyOutcome? outcome)
    {
        for (var at = 0; at <= text.Length; at++)
        {
            var marks = new LeadingMarks();
            var opening = marks.Begin();

            var read = opening.Push(text[..at]) + opening.Push(text[at..]) + opening.Finish();

            Assert.Equal((left, outcome), (read, marks.Outcome));
        }
    }

    [Fact]
    public void Mark_of_the_model_that_began_the_reply_counts()
    {
        var marks = new LeadingMarks();
        var silent = marks.Begin();
        silent.Push("[[unanswered]] ");
        var first = marks.Begin();
        first.Push("[[answered]] Le pain");
        var second = marks.Begin();

        var rest = second.Push("[[unsure]] est bon.");

        Assert.Equal(("est bon.", ReplyOutcome.Answered), (rest, marks.Outcome));
    }
}
