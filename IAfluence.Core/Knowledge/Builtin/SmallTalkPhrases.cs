using System.Collections.Frozen;

namespace IAfluence.Core.Knowledge.Builtin;

/// <summary>What a phrase contributes to a message of small talk.</summary>
internal enum PhraseRole
{
    Greeting,
    HowAreYou,
    Thanks,
    Goodbye,
    Compliment,
    Complaint,
    Acknowledgement,
    YesOrNo,
    Laughter,
    Identity,
    Abilities,
    Help,
    Test,

    /// <summary>A complete request for a person.</summary>
    AskForPerson,

    /// <summary>A noun that asks for a person by itself, such as "conseiller".</summary>
    Person,

    /// <summary>A noun that means a person only after a verb such as "talk to": it can also be the topic of a question.</summary>
    Staff,
    Talk,
    Robot,

    /// <summary>Addresses the chatbot, such as "are you".</summary>
    AreYou,
    Speak,
    LanguageName,

    /// <summary>Says that the visitor wants something.</summary>
    Wish,

    /// <summary>Has no meaning by itself.</summary>
    Filler,
}

/// <summary>
/// The phrases of small talk in French and English, and a few greetings of other languages. They are folded: lowercase, without accents, and with
/// spaces in place of apostrophes and hyphens.
/// </summary>
internal static class SmallTalkPhrases
{
    public static readonly FrozenDictionary<string, PhraseRole> Roles = Read();

    /// <summary>The longest phrase, in words.</summary>
    public static readonly int MaxWords = Roles.Keys.Max(phrase => phrase.Count(' '.Equals) + 1);

    /// <summary>A text can be about these words. As the only words of a message, they are small talk only if no text answers.</summary>
    public static readonly FrozenSet<string> Ambiguous = Phrases(
        """
        nice, top, cool, right, fine, clear, aide, help, question, une question, sos, essai, test, agent, conseiller, conseillere, operateur, operatrice
        operator, adviser, advisor, re
        """)
        .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Words that are recognised with one wrong letter.</summary>
    public static readonly IReadOnlyList<string> OftenMistyped =
        ["bonjour", "bonsoir", "salut", "coucou", "hello", "merci", "thanks", "thank", "goodbye", "revoir", "journee", "soiree", "beaucoup", "parfait"];

    private static FrozenDictionary<string, PhraseRole> Read()
    {
        var roles = new Dictionary<string, PhraseRole>(StringComparer.Ordinal);
        foreach (var (role, list) in Lists)
        {
            foreach (var phrase in Phrases(list))
                roles.Add(phrase, role);
        }

        return roles.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static string[] Phrases(string list) =>
        list.Split([',', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static IEnumerable<(PhraseRole Role, string List)> Lists =>
    [
        (PhraseRole.Greeting, """
            bonjour, bonsoir, salut, slt, bjr, bsr, coucou, cc, allo, re, rebonjour, re bonjour, enchante, salutations, bonjour a tous, salam
            bien le bonjour
            hello, hi, hey, hy, hiya, heya, yo, howdy, greetings, good morning, good afternoon, good evening, morning, nice to meet you
            hello there, hi there
            y a quelqu un, il y a quelqu un, ya quelqu un, vous etes la, tu es la, t es la, es tu la, etes vous la, are you there
            anyone there, is anyone there
            anybody there, is anybody there, hola, buenos dias, hallo, guten tag, guten morgen, buongiorno, ola, bom dia, goedendag
            """),
        (PhraseRole.HowAreYou, """
            ca va, cava, comment ca va, comment vas tu, comment tu vas, comment allez vous, vous allez bien, tu vas bien, ca va bien
            quoi de neuf, la forme, et toi, et vous
            how are you, how r u, how are u, how are you doing, how is it going, how s it going, hows it going, what s up, whats up, sup
            wassup, and you, you ok
            """),
        (PhraseRole.Thanks, """
            merci, mrc, mci, merki, je vous remercie, je te remercie, merci a vous, merci a toi, merci d avance, merci par avance
            mille mercis, grand merci
            pour tout, pour ca, pour cela, pour l aide, pour votre aide, pour ton aide, de votre aide, de ton aide, pour la reponse
            pour votre reponse, pour ta reponse
            de votre reponse, de ta reponse, pour vos reponses, pour l info, pour les infos, pour l information, pour les informations
            pour ces informations, pour votre temps
            thanks, thank you, thank u, thankyou, thx, tks, thks, tnx, thnx, ty, tysm, cheers, much appreciated, i appreciate it, appreciated
            many thanks, thanks a lot
            for everything, for your help, for the help, for that, for this, for the answer, for your answer, for the info
            for the information, for your time, for helping
            gracias, muchas gracias, danke, danke schon, vielen dank, grazie, obrigado, obrigada, bedankt, dank u
            """),
        (PhraseRole.Goodbye, """
            au revoir, aurevoir, a bientot, a plus, a plus tard, a demain, a tout a l heure, bonne journee, bonne soiree, bonne nuit
            bon week end, bon weekend, bonne continuation
            bon apres midi, bonne apres midi, bonne fin de journee, adieu, tchao, ciao, c est tout, ce sera tout, a vous aussi, a toi aussi
            bye, bye bye, goodbye, good bye, see you, see ya, see you later, see you soon, cya, good night, have a nice day, have a good day
            have a great day, have a good one
            take care, that s all, thats all, that is all, that will be all, you too, adios, tschuss, arrivederci
            """),
        (PhraseRole.Compliment, """
            super, genial, geniale, parfait, parfaite, top, excellent, excellente, bravo, bien joue, bon travail, beau travail, impeccable
            nickel, formidable, magnifique, chouette, merveilleux
            fantastique, exactement, utile, efficace, rapide, sympa, gentil, gentille, j adore, je t aime, je vous aime, ca m aide
            ca m a aide, ca m aide beaucoup, ca m a bien aide, clair
            cool, nice, great, perfect, awesome, amazing, wonderful, fantastic, brilliant, lovely, excellent work, well done, good job
            great job, nice job, good work, nice work, good bot, love it
            i love it, i love you, i like you, that helps, that helped, this helps, helpful, clear, exactly, good, fast
            """),
        (PhraseRole.Complaint, """
            nul, nulle, nuls, stupide, idiot, idiote, debile, con, conne, connard, connasse, merde, fait chier, tu fais chier
            va te faire foutre, va te faire, ta gueule, tg, fdp, pute, putain
            encule, salope, abruti, imbecile, inutile, incompetent, mauvais, bete, pourri, lamentable, n importe quoi, perte de temps
            une perte de temps, je te deteste, je vous deteste
            ne sert a rien, tu sers a rien, tu ne sers a rien, vous ne servez a rien, vous servez a rien, ca sert a rien, ca ne sert a rien
            ne servez a rien
            pas ca, ce n est pas ca, c est pas ca, faux, mauvaise reponse, pas la bonne reponse, pas utile, pas clair, pas content
            pas contente, decu, decue, decevant
            ca m aide pas, ca ne m aide pas, ca m aide pas du tout, ca ne repond pas a ma question, vous ne repondez pas a ma question
            tu ne reponds pas a ma question, tu reponds pas a ma question
            tu ne comprends pas, tu comprends pas, tu comprends rien, tu ne comprends rien, vous ne comprenez pas, vous ne comprenez rien
            vous comprenez rien
            je ne comprends pas, je comprends pas, je comprends rien, j ai pas compris, je n ai pas compris, rien compris
            stupid, dumb, moron, useless, worthless, you suck, this sucks, sucks, fuck, fuck you, fuck off, shit, bullshit, crap, wtf, asshole
            bastard, bitch, pathetic, awful, terrible, horrible
            waste of time, a waste of time, shut up, go to hell, i hate you, bad, bad bot, hopeless, incompetent bot, wrong, wrong answer
            not what i asked, that s not what i asked
            that is not what i asked, not helpful, not useful, not clear, that doesn t help, that does not help, this doesn t help
            that s not it, not that, you don t understand, you dont understand
            you do not understand, i don t understand, i dont understand, i do not understand, i don t get it, you didn t answer my question
            you did not answer my question, disappointed, disappointing
            """),
        (PhraseRole.Acknowledgement, """
            d accord, daccord, dac, entendu, compris, j ai compris, je comprends, je vois, bien recu, bien compris, c est note, note
            ca marche, pas de probleme, pas de souci, pas de soucis, pas grave
            c est pas grave, de rien, tant pis, c est bon, c est clair, tres bien, ca ira, non merci, non ca ira, rien, vu, ca roule, on verra
            laisse tomber
            ok, okay, okey, okk, oki, k, got it, i see, understood, noted, alright, all right, right, sure, fine, no problem, np
            you re welcome, youre welcome, never mind, nevermind, no thanks
            no thank you, nothing, i understand, makes sense, fair enough, no worries
            """),
        (PhraseRole.YesOrNo, """
            oui, ouais, ui, non, nan, si, peut etre, bien sur, certainement, absolument, pas du tout, bof
            yes, yeah, yep, yup, ya, no, nope, nah, maybe, of course, absolutely, not at all, not really
            """),
        (PhraseRole.Laughter, "lol, mdr, ptdr, haha, hahaha, ha ha, ah ah, hihi, hehe, xd, lmao, rofl, jaja, trop drole, funny"),
        (PhraseRole.Identity, """
            qui es tu, tu es qui, t es qui, qui etes vous, vous etes qui, tu es quoi, t es quoi, vous etes quoi, comment tu t appelles
            comment t appelles tu, comment vous appelez vous
            quel est ton nom, quel est votre nom, c est quoi ton nom, ton nom, votre nom, qui me repond, qui parle, a qui je parle
            a qui ai je affaire, avec qui je parle, presente toi, presentez vous
            who are you, who r u, who are u, what are you, what is your name, what s your name, whats your name, your name
            who am i talking to, who is this, who s this, introduce yourself
            are you real, are you a machine, are you a computer, are you a program, es tu reel, tu es reel, es tu une machine
            tu es une machine, vous etes une machine, etes vous une machine
            """),
        (PhraseRole.Abilities, """
            que peux tu faire, que sais tu faire, tu peux faire quoi, tu sais faire quoi, a quoi tu sers, a quoi sers tu, a quoi servez vous
            que puis je demander, que puis je te demander
            que puis je vous demander, qu est ce que tu peux faire, qu est ce que tu sais faire, qu est ce que vous pouvez faire
            que pouvez vous faire, comment peux tu m aider, comment pouvez vous m aider
            en quoi peux tu m aider, en quoi pouvez vous m aider, que sais tu, tu sais quoi, comment tu marches, comment tu fonctionnes
            comment fonctionnes tu
            what can you do, what can you do for me, what can i ask, what can i ask you, how can you help, how can you help me
            what do you know, what are you for, how do you work, what can you help me with
            """),
        (PhraseRole.Help, """
            aide, aidez moi, aide moi, besoin d aide, j ai besoin d aide, j ai une question, j ai une autre question, j ai des questions
            une question, une autre question, question, peux tu m aider
            tu peux m aider, pouvez vous m aider, vous pouvez m aider, pourriez vous m aider, pourrais tu m aider, puis je poser une question
            je peux poser une question, je peux te poser une question
            je peux vous poser une question, puis je vous poser une question, sos, j ai un probleme, j ai un souci
            help, help me, i need help, need help, i need some help, i have a question, i have another question, another question
            i ve got a question, can you help, can you help me, could you help me
            can i ask a question, can i ask you a question, can i ask you something, can i ask something, i have a problem, i need assistance
            """),
        (PhraseRole.Test, """
            test, tests, testing, essai, test 1, test 1 2, test test, testing testing, ceci est un test, c est un test, this is a test
            just testing, ping, 1 2 3
            """),
        (PhraseRole.AskForPerson, """
            y a t il quelqu un, il y a un humain, il n y a pas d humain, parler a quelqu un, parler avec quelqu un, parler a une personne
            rappelez moi, pouvez vous me rappeler
            is there a human, is there a real person, is there someone i can talk to, is there anyone i can talk to, can someone call me
            call me back, talk to a person, talk to someone
            """),
        (PhraseRole.Person, """
            humain, humaine, humains, vrai humain, vraie personne, vraie humaine, vrai conseiller, conseiller, conseillere, operateur
            operatrice, agent, etre humain, quelqu un de reel, quelqu un de vrai
            human, humans, human being, real human, real person, live person, live agent, human agent, operator, representative, adviser
            advisor, actual person, actual human, person please, someone real
            """),
        (PhraseRole.Staff, """
            quelqu un, quelqu un d autre, qqn, personne, une personne, responsable, service client, equipe, votre equipe, support, technicien
            personne de l equipe, membre de l equipe, vendeur, commercial
            someone, somebody, someone else, person, manager, customer service, customer support, team, your team, staff, technician
            member of staff, member of the team
            """),
        (PhraseRole.Talk, """
            parler a, parler avec, parler, parle a, parle avec, discuter avec, echanger avec, dialoguer avec, passez moi, passe moi
            transferez moi vers, transferez moi a, mettez moi en relation avec
            mettez moi en contact avec, etre mis en relation avec, mise en relation avec, etre rappele par, avoir
            talk to, talk with, speak to, speak with, speaking to, chat with, chat to, connect me to, connect me with, transfer me to
            put me through to, get me, give me, let me talk to, let me speak to
            """),
        (PhraseRole.Robot, "robot, bot, chatbot, ia, ai, automate, intelligence artificielle, chatgpt, chat gpt, gpt, artificial intelligence"),
        (PhraseRole.AreYou, """
            es tu, tu es, t es, etes vous, vous etes, est ce que tu es, est ce que vous etes, c est, cest, est ce, ca, je parle a
            je parle avec, je discute avec, est ce que je parle a, est ce que je parle avec
            suis je en train de parler a, suis je en train de parler avec, je suis en train de parler a, parle je a, est ce que c est
            are you, r u, are u, you are, you re, youre, u are, is this, is it, it s, its, that s, thats, this is, it is, that is
            am i talking to, am i speaking to, am i speaking with, am i chatting with
            am i talking with, i am talking to, do i talk to
            """),
        (PhraseRole.Speak, """
            parlez vous, vous parlez, tu parles, parles tu, est ce que vous parlez, est ce que tu parles, do you speak, can you speak
            you speak, speak, parlez, parle, repondez, reponds, answer, reply
            """),
        (PhraseRole.LanguageName, """
            francais, anglais, espagnol, allemand, italien, neerlandais, portugais, arabe, en francais, en anglais, en espagnol, en allemand
            en italien, en arabe
            french, english, spanish, german, italian, dutch, portuguese, arabic, in french, in english, in spanish, in german, in italian
            in arabic
            """),
        (PhraseRole.Wish, """
            je, j, je voudrais, je veux, je souhaite, je souhaiterais, j aimerais, j aimerai, jaimerais, je desire, je prefere, je prefererais
            je peux, je pourrais, puis je, pourrais je, peut on, est ce que je peux
            est il possible de, il est possible de, est ce possible de, possible de, c est possible de, il faut que je puisse, j ai besoin de
            j ai besoin d, besoin de, besoin d, comment, comment je peux, il me faut, donnez moi
            veux, voudrais, veut, peux
            i, i want, i want to, i would like, i would like to, i d like, i d like to, id like to, i need, i need to, i wish to, i prefer to
            i rather, can i, could i, may i, can you, could you, let me, is it possible to
            want to, need to, want, need, would like to, how can i, how do i, can we
            """),
        (PhraseRole.Filler, """
            et, mais, ou, a, la, le, l, les, un, une, de, d, du, des, en, tres, vraiment, trop, si tot, tout, tous, tout le monde, madame
            monsieur, m, mme, mr, messieurs, mesdames, cher, chere, oh, ah, eh, euh, hum, hmm, hein, ben
            bah, bon, bien, alors, donc, juste, simplement, encore, beaucoup, bcp, infiniment, aussi, moi, toi, vous, tu, completement
            totalement, complet, s il vous plait, s il te plait, sil vous plait, svp, stp
            pardon, desole, desolee, excusez moi, excuse moi, oups, directement, plutot, ici, maintenant, pour moi, je suis, suis
            and, but, or, the, an, so, very, really, much, too, all, everyone, everybody, there, dear, sir, madam, mate, guys, well, just
            again, please, pls, plz, sorry, excuse me, oops, my bad, completely, totally, absolutely not
            you, u, then, oh well, with, to, for me, now, instead, directly, me, here, hmmm, um, uh, bro, man, i am, i m, im
            """),
    ];
}
