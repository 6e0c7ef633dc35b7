using System.Globalization;
using IAfluence.Core.Quotas;
using IAfluence.Web.Texts;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Localization;

namespace IAfluence.Web.Pages.Shared;

/// <summary>The fields of <c>_QuotaFields</c>: a period and three limits as typed. When all limits are empty, there is no quota.</summary>
public sealed class QuotaForm
{
    private const decimal MicrosPerDollar = 1_000_000;

    /// <summary><c>month</c> or <c>day</c>.</summary>
    public string? Period { get; set; }

    public string? Messages { get; set; }

    public string? Tokens { get; set; }

    /// <summary>In US dollars.</summary>
    public string? Cost { get; set; }

    public static QuotaForm Of(Quota? quota) => new()
    {
        Period = quota?.Period == QuotaPeriod.Day ? "day" : "month",
        Messages = quota?.Messages?.ToString(CultureInfo.InvariantCulture),
        Tokens = quota?.Tokens?.ToString(CultureInfo.InvariantCulture),
        Cost = quota?.CostMicros is { } cost ? (cost / MicrosPerDollar).ToString("0.######", CultureInfo.CurrentCulture) : null,
    };

    /// <summary>Reads the form. Errors are added under <c>Quota.…</c>.</summary>
    /// <param name="words">The shared texts.</param>
    /// <param name="quota">Null for none.</param>
    public bool TryRead(ModelStateDictionary state, IStringLocalizer words, out Quota? quota)
    {
        var (messages, tokens, cost) = (Whole(nameof(Messages), Messages), Whole(nameof(Tokens), Tokens), Number(nameof(Cost), Cost));
        quota = messages is null && tokens is null && cost is null
            ? null
            : new Quota(
                Period == "day" ? QuotaPeriod.Day : QuotaPeriod.Month, messages, tokens,
                cost is null ? null : (long)Math.Clamp(cost.Value * MicrosPerDollar, long.MinValue, long.MaxValue));
        if (state.IsValid && quota is not null)
            state.AddErrors(quota.Check(), words, "Quota");
        return state.IsValid;

        long? Whole(string field, string? text)
        {
            if (Number(field, text) is not { } number)
                return null;
            if (decimal.IsInteger(number) && number is >= long.MinValue and <= long.MaxValue)
                return (long)number;
            state.AddModelError($"Quota.{field}", words["Binding.NotANumber"]);
            return null;
        }

        decimal? Number(string field, string? text)
        {
            // Accepts 5 000 with any kind of space, 5000, 12,50 and 12.50; the thousands separator is a space.
            var tidy = string.Concat((text ?? "").Where(character => !char.IsWhiteSpace(character))).Replace(',', '.');
            if (tidy.Length == 0)
                return null;
            if (decimal.TryParse(tidy, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
                return number;
            state.AddModelError($"Quota.{field}", words["Binding.NotANumber"]);
            return null;
        }
    }
}

/// <summary>The model of <c>_QuotaUse</c>: the current usage of a quota.</summary>
/// <param name="Status">Null for no quota; nothing is rendered then.</param>
/// <param name="Zone">The time zone of the period.</param>
public sealed record QuotaUseView(QuotaStatus? Status, string Zone)
{
    /// <summary>One bar for each limit.</summary>
    public IEnumerable<(string Text, long Used, long Ceiling, Func<long, string> Write)> Bars
    {
        get
        {
            if (Status is not { } status)
                yield break;
            if (status.Quota.Messages is { } messages)
                yield return ("Quota.Messages", status.Used.Messages, messages, Shell.Amounts.Count);
            if (status.Quota.Tokens is { } tokens)
                yield return ("Quota.Tokens", status.Used.Tokens, tokens, Shell.Amounts.Count);
            if (status.Quota.CostMicros is { } cost)
                yield return ("Quota.Cost", status.Used.CostMicros, cost, Shell.Amounts.DollarsRounded);
        }
    }
}
