using IAfluence.Core.Accounts;

namespace IAfluence.Tests.Accounts;

public sealed class PasswordRulesTests
{
    [Theory]
    [InlineData("un chat dort sur le toit")]
    [InlineData("correct horse battery stable")]
    [InlineData("vT9#kq2!Lm4x")]
    [InlineData("sept chouettes à minuit")]
    [InlineData("Marseille, port de pêche 1962")]
    [InlineData("la boulangerie de la place")]
    public void A_long_password_of_ones_own_is_accepted(string password) =>
        Assert.Null(PasswordRules.FindFaultOrNull(password, "anne.dupont@agency.example"));

    [Theory]
    [InlineData("onze lettre", PasswordFault.TooShort)]
    [InlineData("aaaaaaaaaaaaaaaa", PasswordFault.TooRegular)]
    [InlineData("abababababababab", PasswordFault.TooRegular)]
    [InlineData("123456789012", PasswordFault.TooRegular)]
    [InlineData("azertyuiop123", PasswordFault.TooRegular)]
    [InlineData("abcdefghijklmnop", PasswordFault.TooRegular)]
    [InlineData("password2026!", PasswordFault.Common)]
    [InlineData("P@ssw0rd2026!", PasswordFault.Common)]
    [InlineData("MotDePasse2026", PasswordFault.Common)]
    [InlineData("Septembre2026!", PasswordFault.Common)]
    [InlineData("Décembre 2026", PasswordFault.Common)]
    [InlineData("bonjourbonjour", PasswordFault.Common)]
    [InlineData("anne.dupont12", PasswordFault.Personal)]
    [InlineData("AnneDupont2026", PasswordFault.Personal)]
    [InlineData("IAfluence-2026", PasswordFault.Common)]
    public void Password_that_is_guessed_first_is_refused(string password, PasswordFault fault) =>
        Assert.Equal(fault, PasswordRules.FindFaultOrNull(password, "anne.dupont@agency.example"));

    [Fact]
    public void More_than_the_longest_is_refused() =>
        Assert.Equal(PasswordFault.TooLong, PasswordRules.FindFaultOrNull(string.Concat(Enumerable.Repeat("été ", 33)), "a@b.fr"));
}
