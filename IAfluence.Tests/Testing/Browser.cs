using System.Net;
using System.Net.Http.Headers;
using AngleSharp.Html.Dom;

namespace IAfluence.Tests.Testing;

/// <summary>One visitor's browser without script: keeps cookies, follows redirects, posts the fields that a page rendered.</summary>
public sealed class Browser(HttpClient http, CookieContainer cookies)
{
    private const string PublishField = "publish";

    /// <summary>For what no page offers.</summary>
    public HttpClient Http { get; } = http;

    public async Task<OpenedPage> OpenAsync(string address) => await OpenedPage.ReadAsync(await Http.GetAsync(address));

    /// <summary>Asks as htmx does for a fragment.</summary>
    public async Task<OpenedPage> OpenFragmentAsync(string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Add("HX-Request", "true");
        return await OpenedPage.ReadAsync(await Http.SendAsync(request));
    }

    /// <summary>Posts the form as it was rendered, with these fields changed. A field that the form does not have fails the test.</summary>
    public async Task<OpenedPage> SubmitAsync(IHtmlFormElement form, object? values = null, bool htmx = false) =>
        await SubmitAsync(form, Pairs(values), htmx);

    /// <inheritdoc cref="SubmitAsync(IHtmlFormElement,object?,bool)"/>
    public async Task<OpenedPage> SubmitAsync(IHtmlFormElement form, IReadOnlyDictionary<string, string?> values, bool htmx = false)
    {
        var fields = FieldsOf(form);
        foreach (var (name, value) in values)
        {
            if (form.Elements.All(element => element.GetAttribute("name") != name))
                throw new InvalidOperationException($"The form has no field '{name}', only: {string.Join(", ", form.Elements.Select(element => element.GetAttribute("name")).Where(known => known is not null).Distinct())}.");
            fields.RemoveAll(field => field.Key == name);
            if (value is not null)
                fields.Add(new(name, value));
        }

        if (!values.ContainsKey(PublishField))
            Publish(form, fields);
        using var request = new HttpRequestMessage(HttpMethod.Post, form.GetAttribute("action") is { Length: > 0 } action ? action : new Uri(form.BaseUri).PathAndQuery)
        {
            Content = new FormUrlEncodedContent(fields),
        };
        if (htmx)
            request.Headers.Add("HX-Request", "true");
        return await OpenedPage.ReadAsync(await Http.SendAsync(request));
    }

    /// <summary>Posts the form with a file, as browsers do.</summary>
    public async Task<OpenedPage> UploadAsync(IHtmlFormElement form, string field, byte[] bytes, string fileName, bool htmx = false)
    {
        using var content = new MultipartFormDataContent();
        var fields = FieldsOf(form);
        Publish(form, fields);
        foreach (var (name, value) in fields)
            content.Add(new StringContent(value), name);
        content.Add(new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("image/png") } }, field, fileName);
        using var request = new HttpRequestMessage(HttpMethod.Post, form.GetAttribute("action")) { Content = content };
        if (htmx)
            request.Headers.Add("HX-Request", "true");
        return await OpenedPage.ReadAsync(await Http.SendAsync(request));
    }

    /// <summary>Sends the form by htmx to one of the page's handlers, such as the one that draws what it holds; what it has no field for is sent too.</summary>
    /// <param name="handler">Empty for the one that saves.</param>
    public Task<OpenedPage> LookAsync(IHtmlFormElement form, string handler, object? values = null)
    {
        var given = Pairs(values);
        return LookAsync(
            form, handler,
            [.. FieldsOf(form).Where(field => !given.ContainsKey(field.Key)), .. given.Where(field => field.Value is not null).Select(field => new KeyValuePair<string, string>(field.Key, field.Value!))]);
    }

    /// <inheritdoc cref="LookAsync(IHtmlFormElement,string,object?)"/>
    public async Task<OpenedPage> LookAsync(IHtmlFormElement form, string handler, IReadOnlyList<KeyValuePair<string, string>> fields)
    {
        var saved = fields.ToList();
        if (handler.Length == 0)
            Publish(form, saved);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(form.BaseUri).AbsolutePath + (handler.Length == 0 ? "" : "?handler=" + handler))
        {
            Content = new FormUrlEncodedContent(saved),
        };
        request.Headers.Add("HX-Request", "true");
        return await OpenedPage.ReadAsync(await Http.SendAsync(request));
    }

    public Browser Speaks(string language)
    {
        Http.DefaultRequestHeaders.AcceptLanguage.Clear();
        Http.DefaultRequestHeaders.AcceptLanguage.Add(new StringWithQualityHeaderValue(language));
        return this;
    }

    internal CookieContainer CopyOfCookies()
    {
        var copy = new CookieContainer();
        copy.Add(cookies.GetAllCookies());
        return copy;
    }

    // The everyday way of a chatbot's forms: saved and published. A test that wants the draft says publish = null.
    private static void Publish(IHtmlFormElement form, List<KeyValuePair<string, string>> fields)
    {
        if (form.Elements.Any(element => element.GetAttribute("name") == PublishField))
            fields.Add(new(PublishField, "true"));
    }

    // Field names such as "Form.Name" cannot be property names: an underscore stands for the dot.
    private static Dictionary<string, string?> Pairs(object? values) => values is null ? [] : values.GetType().GetProperties()
        .ToDictionary(property => property.Name.Replace('_', '.'), property => property.GetValue(values) as string);

    /// <summary>What the browser would send of the form as it was rendered.</summary>
    public static List<KeyValuePair<string, string>> FieldsOf(IHtmlFormElement form)
    {
        var fields = new List<KeyValuePair<string, string>>();
        foreach (var element in form.Elements)
        {
            if (element.GetAttribute("name") is not { Length: > 0 } name || element.HasAttribute("disabled"))
                continue;
            switch (element)
            {
                case IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false }:
                case IHtmlInputElement { Type: "submit" or "button" or "image" or "reset" or "file" }:
                case IHtmlButtonElement:
                    break;
                case IHtmlInputElement input:
                    fields.Add(new(name, input.Value));
                    break;
                case IHtmlTextAreaElement area:
                    fields.Add(new(name, area.Value));
                    break;
                case IHtmlSelectElement select:
                    fields.AddRange(select.Options.Where(option => option.IsSelected).Select(option => new KeyValuePair<string, string>(name, option.Value)));
                    break;
            }
        }
        return fields;
    }
}
