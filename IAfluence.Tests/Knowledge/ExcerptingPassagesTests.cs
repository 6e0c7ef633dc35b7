using IAfluence.Core.Knowledge;
using IAfluence.Core.Knowledge.Builtin;

namespace IAfluence.Tests.Knowledge;

public sealed class ExcerptingPassagesTests
{
    // Ten words each.
    private const string Filler = "Nos deux boutiques du centre sont ouvertes toute la semaine. Le parking voisin compte cent places dont quatre sont réservées.";
    private const string More = "Notre équipe prépare chaque commande le matin avec beaucoup de soin. Le colis part ensuite par la poste de notre village.";

    [Theory]
    [InlineData("Le parking est gratuit.")]
    [InlineData("- un\n- **deux**")]
    [InlineData("| a | b |\n|---|---|\n| 1 | 2 |")]
    [InlineData("```\ncode\n\nmore\n```")]
    [InlineData("Un texte.\n\n> Une citation.\n\n1. pas")]
    [InlineData("[ref]: https://a.example")]
    public void Short_passage_is_quoted_as_a_whole(string text) => Assert.Equal(text, Excerpt(text, "parking"));

    [Fact]
    public void Best_sentence_is_quoted_with_what_follows()
    {
        var excerpt = Excerpt($"{Filler} La taxe est de 1,20 € par nuit. Les enfants ne la paient pas. {More} {More}", best: "La taxe est de 1,20 € par nuit.");

        Assert.Equal("La taxe est de 1,20 € par nuit. Les enfants ne la paient pas. Notre équipe prépare chaque commande le matin avec beaucoup de soin.", excerpt);
    }

    [Fact]
    public void Last_sentence_is_quoted_with_those_before()
    {
        var excerpt = Excerpt($"{Filler} {Filler} {More} {More} La taxe est de 1,20 € par nuit.", best: "La taxe est de 1,20 € par nuit.");

        Assert.Equal($"{More} La taxe est de 1,20 € par nuit.", excerpt);
    }

    [Fact]
    public void Sentence_that_refers_to_the_one_before_is_not_quoted_without_it()
    {
        var excerpt = Excerpt($"{More} {More} La taxe de séjour est due par nuit. Elle est de 1,20 €. {Filler} {More}", best: "Elle est de 1,20 €.");

        Assert.StartsWith("La taxe de séjour est due par nuit. Elle est de 1,20 €.", excerpt, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_best_sentence_the_words_of_the_question_choose()
    {
        var text = $"{Filler} {More}\n\n{Filler}\n\nLes chiens sont admis en laisse. {More}";

        Assert.StartsWith("Les chiens sont admis en laisse.", Excerpt(text, "mon chien est-il admis ?"), StringComparison.Ordinal);
        Assert.StartsWith("Nos deux boutiques", Excerpt(text, "xyzzy"), StringComparison.Ordinal);
    }

    [Fact]
    public void Word_that_is_everywhere_in_the_passage_chooses_less_than_a_rare_one()
    {
        var text = $"La commande se fait ici. {Filler} La commande est gardée. {More} La commande urgente coûte 5 €. {More}";

        Assert.Contains("La commande urgente coûte 5 €.", Excerpt(text, "une commande urgente"), StringComparison.Ordinal);
    }

    [Fact]
    public void Excerpt_of_prose_has_two_or_three_sentences_and_at_most_sixty_words()
    {
        var text = string.Join(' ', Enumerable.Range(1, 30).Select(number => $"La phrase numéro {number} dit une chose et puis encore une autre chose."));

        for (var number = 1; number <= 30; number++)
        {
            var excerpt = Excerpt(text, best: $"La phrase numéro {number} dit");

            Assert.Contains($"numéro {number} ", excerpt, StringComparison.Ordinal);
            Assert.InRange(PassageSentences.Of(excerpt).Count, 2, 3);
            Assert.InRange(PassageBlocks.Words(excerpt), 10, 60);
        }
    }

    [Theory]
    [InlineData("Voyez [nos tarifs. Tous y sont](https://a.example/Les. Prix) avant de venir.")]
    [InlineData("Voici **deux choses. Elles vont ensemble** partout.")]
    [InlineData("Voici *deux choses. Elles vont ensemble* partout.")]
    [InlineData("Voici __deux choses. Elles vont ensemble__ partout.")]
    [InlineData("Voici ~~deux choses. Elles vont ensemble~~ partout.")]
    [InlineData("Tapez `un. Deux. Trois` pour voir.")]
    public void Mark_is_never_cut(string sentence)
    {
        var text = $"{Filler} {More} {sentence} {Filler} {More}";
        for (var at = 0; at < sentence.Length; at++)
        {
            var excerpt = PassageExcerpt.Of(Passage(text) with { Best = new TextSpan(text.IndexOf(sentence, StringComparison.Ordinal) + at, 1) }, "");

            Assert.Contains(sentence, excerpt, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Star_that_closes_nothing_does_not_join_everything()
    {
        var excerpt = Excerpt($"{Filler} Le prix* est de 4 €. {More} {Filler} {More}", best: "Le prix* est");

        Assert.InRange(PassageBlocks.Words(excerpt), 5, 60);
    }

    [Fact]
    public void Sentence_of_a_wall_is_cut_after_a_clause()
    {
        var text = string.Join(", ", Enumerable.Repeat("il y a encore ceci et cela", 40)) + ".";

        var excerpt = Excerpt(text);

        Assert.EndsWith("cela…", excerpt, StringComparison.Ordinal);
        Assert.InRange(PassageBlocks.Words(excerpt), 45, 90);
    }

    [Theory]
    [InlineData("**")]
    [InlineData("*")]
    [InlineData("`")]
    public void Wall_within_one_mark_is_cut_without_the_mark(string mark)
    {
        var excerpt = Excerpt(mark + string.Join(' ', Enumerable.Repeat("mot", 300)) + mark);

        Assert.DoesNotContain(mark, excerpt, StringComparison.Ordinal);
        Assert.InRange(PassageBlocks.Words(excerpt), 45, 90);
    }

    [Fact]
    public void List_is_quoted_by_whole_items_with_its_introduction()
    {
        var items = string.Join('\n', Enumerable.Range(1, 20).Select(number => $"- Article {number} : il coûte {number} euros au comptoir"));
        var text = $"{Filler}\n\nVoici nos prix :\n\n{items}\n\n{More}";

        var excerpt = Excerpt(text, best: "Article 8 :");

        Assert.StartsWith("Voici nos prix :\n\n- Article", excerpt, StringComparison.Ordinal);
        Assert.Contains("- Article 8 : il coûte 8 euros au comptoir\n", excerpt, StringComparison.Ordinal);
        Assert.EndsWith("\n- …", excerpt, StringComparison.Ordinal);
        Assert.InRange(PassageBlocks.Words(excerpt), 60, 100);
        Assert.All(excerpt.Split('\n').Skip(2).SkipLast(1), line => Assert.Matches("^- Article .* comptoir$", line));
    }

    [Fact]
    public void Sentence_that_introduces_a_list_is_quoted_with_it()
    {
        var text = $"{Filler} {More} {Filler}\n\nPour payer, il y a trois moyens :\n\n1. la carte\n2. le chèque\n3. l’argent\n\n{More}";

        var excerpt = Excerpt(text, best: "Pour payer");

        Assert.EndsWith("Pour payer, il y a trois moyens :\n\n1. la carte\n2. le chèque\n3. l’argent", excerpt, StringComparison.Ordinal);
    }

    [Fact]
    public void Items_with_blank_lines_and_nested_lists_stay_whole()
    {
        var text = $"{Filler} {More}\n\n- **Été**\n\n  Ouvert de 9 h à 19 h.\n  - sauf lundi\n\n- **Hiver**\n\n  Ouvert de 10 h à 17 h.\n\n{More}";

        var excerpt = Excerpt(text, best: "Ouvert de 10 h");

        Assert.Contains("- **Hiver**\n\n  Ouvert de 10 h à 17 h.", excerpt, StringComparison.Ordinal);
        Assert.Contains("- **Été**\n\n  Ouvert de 9 h à 19 h.\n  - sauf lundi", excerpt, StringComparison.Ordinal);
    }

    [Fact]
    public void Long_item_is_quoted_by_its_sentences()
    {
        var text = $"- {Filler} {More} {Filler} La taxe est de 1,20 € par nuit. {More} {Filler}\n- Autre chose.";

        var excerpt = Excerpt(text, best: "La taxe est");

        Assert.StartsWith("La taxe est de 1,20 € par nuit.", excerpt, StringComparison.Ordinal);
        Assert.InRange(PassageBlocks.Words(excerpt), 7, 60);
    }

    [Fact]
    public void Table_keeps_its_head_and_whole_rows()
    {
        var rows = string.Join('\n', Enumerable.Range(1, 40).Select(number => $"| de {number} kg et plus | {number + 5} € |"));
        var text = $"{Filler} {More}\n\nLe prix dépend du poids :\n\n| Poids | Prix |\n|---|---|\n{rows}";

        var excerpt = Excerpt(text, best: "| de 30 kg");

        Assert.StartsWith("Le prix dépend du poids :\n\n| Poids | Prix |\n|---|---|\n| de ", excerpt, StringComparison.Ordinal);
        Assert.Contains("\n| de 30 kg et plus | 35 € |\n", excerpt, StringComparison.Ordinal);
        Assert.EndsWith("\n\n…", excerpt, StringComparison.Ordinal);
        Assert.All(excerpt.Split('\n').Skip(2).SkipLast(2), line => Assert.Matches(@"^\|.*\|$", line));
    }

    [Fact]
    public void Table_right_under_its_introduction_is_quoted_with_it()
    {
        var rows = string.Join('\n', Enumerable.Range(1, 40).Select(number => $"| {number} kg | {number + 5} € |"));
        var excerpt = Excerpt($"{Filler}\n\nLe prix dépend du poids :\n| Poids | Prix |\n|---|---|\n{rows}", best: "| 2 kg");

        Assert.StartsWith("Le prix dépend du poids :\n\n| Poids | Prix |\n|---|---|\n| 1 kg", excerpt, StringComparison.Ordinal);
    }

    [Fact]
    public void Code_keeps_its_fences()
    {
        var code = string.Join('\n', Enumerable.Range(1, 60).Select(number => $"commande --option {number}\n"));
        var excerpt = Excerpt($"{Filler} {More}\n\n```sh\n{code}```", best: "--option 44");

        Assert.StartsWith("```sh\ncommande", excerpt, StringComparison.Ordinal);
        Assert.Contains("--option 44", excerpt, StringComparison.Ordinal);
        Assert.EndsWith("\n```", excerpt, StringComparison.Ordinal);
        Assert.Equal(2, excerpt.Split("```").Length - 1);
    }

    [Fact]
    public void Opening_hours_on_lines_of_their_own_stay_together()
    {
        string[] days = ["Lundi", "Mardi", "Mercredi", "Jeudi", "Vendredi", "Samedi", "Dimanche"];
        var hours = string.Join('\n', days.Select(day => $"{day} : de 9 h à 18 h"));

        var excerpt = Excerpt($"{Filler} {More}\n\n{hours}\n\n{More} {Filler}", best: "Mercredi");

        Assert.Equal(hours, excerpt);
    }

    [Fact]
    public void Sentence_over_two_lines_is_not_cut_between_them()
    {
        var excerpt = Excerpt($"{Filler}\n{More}\n\nLa taxe de séjour est due par nuit et\npar adulte, dès dix-huit ans.\n\n{More} {Filler}", best: "La taxe");

        Assert.Contains("La taxe de séjour est due par nuit et\npar adulte, dès dix-huit ans.", excerpt, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Oui, jusqu’à la veille à midi.")]
    [InlineData("Non. Il faut réserver.")]
    [InlineData("**Non**, jamais.")]
    public void Yes_or_no_is_quoted_with_the_question_that_it_answers(string answer)
    {
        var inOneParagraph = Excerpt($"{Filler} {More} {Filler} Peut-on annuler ? {answer} {More}", best: answer);
        var onLines = Excerpt($"{Filler} {More}\n\n**Peut-on annuler ?**\n{answer}\n\n{More} {Filler}", best: answer);
        var inParagraphs = Excerpt($"{Filler} {More}\n\nPeut-on annuler ?\n\n{answer}\n\n{More} {Filler}", best: answer);

        Assert.Contains($"Peut-on annuler ? {answer}", inOneParagraph, StringComparison.Ordinal);
        Assert.Contains($"**Peut-on annuler ?**\n{answer}", onLines, StringComparison.Ordinal);
        Assert.Contains($"Peut-on annuler ?\n\n{answer}", inParagraphs, StringComparison.Ordinal);
    }

    [Fact]
    public void Yes_or_no_under_a_heading_is_quoted_with_the_heading()
    {
        Assert.Equal("**Peut-on \\*tout\\* annuler ?**\n\nOui, jusqu’à la veille.", Excerpt("Oui, jusqu’à la veille.", heading: "Peut-on *tout* annuler ?"));
        Assert.StartsWith(
            "**Annulation**\n\nNon, sauf cas de force majeure.",
            Excerpt($"Non, sauf cas de force majeure. {Filler} {More} {Filler} {More}", best: "Non, sauf", heading: "Annulation"),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("No smoking in the rooms.")]
    [InlineData("Non remboursable après paiement.")]
    [InlineData("Nous livrons partout.")]
    [InlineData("Notre équipe répond.")]
    [InlineData("Ouïe et vue.")]
    public void Sentence_that_only_looks_like_a_no_is_quoted_by_itself(string text) => Assert.Equal(text, Excerpt(text, heading: "Règles"));

    [Fact]
    public void Question_that_is_answered_further_on_does_not_end_an_excerpt()
    {
        var excerpt = Excerpt($"{Filler} {More} Nous livrons le mardi. Le port coûte 5 €. Où suivre un colis ? {More} {Filler}", best: "Nous livrons le mardi. Le port");

        Assert.Equal("Nous livrons le mardi. Le port coûte 5 €.", excerpt);
    }

    [Fact]
    public void Every_part_of_a_mixed_passage_gives_an_excerpt_of_its_size()
    {
        var text =
            $"{Filler} {More}\n\n> Une citation. Elle est longue. {More}\n\n1. un\n2. deux\n   - deux bis\n\n| a | b |\n|--|--|\n| 1 | 2 |\n\n```\nx = 1\n\ny = 2\n```\n\n"
            + $"<div>html</div>\n\n---\n\n    indented\n    code\n\n[r]: https://a.example\n\n{Filler} {More}";

        for (var at = 0; at < text.Length; at++)
        {
            var excerpt = PassageExcerpt.Of(Passage(text) with { Best = new TextSpan(at, Math.Min(80, text.Length - at)) }, "x");

            Assert.NotEqual("", excerpt.Trim());
            Assert.InRange(PassageBlocks.Words(excerpt), 1, 151);
            Assert.Equal(0, excerpt.Split("```").Length % 2 == 1 ? 0 : 1);
        }
    }

    private static string Excerpt(string text, string question = "", string? best = null, string? heading = null)
    {
        var passage = Passage(text);
        if (best is not null)
            passage = passage with { Best = new TextSpan(text.IndexOf(best, StringComparison.Ordinal), best.Length) };
        if (heading is not null)
            passage = passage with { Headings = [heading] };
        return PassageExcerpt.Of(passage, question);
    }

    private static RetrievedPassage Passage(string text) =>
        new(new PassageId("text-0"), new KnowledgeTextId("text"), "Livraison", [], null, "fr", text, Score: 0.8, default);
}
