using System.Net;
using System.Text.RegularExpressions;
using ExpertRouter.Web.Auth;

namespace ExpertRouter.Web.Tests;

/// <summary>A visitor: fetches pages, fills in forms.</summary>
public sealed partial class PortalClient(HttpClient http) : IDisposable
{
    /// <summary>The client itself.</summary>
    public HttpClient Http => http;

    /// <summary>Fetches an address.</summary>
    public Task<HttpResponseMessage> GetAsync(string path) => http.GetAsync(path, TestContext.Current.CancellationToken);

    /// <summary>Fetches a page that must be there.</summary>
    public async Task<string> PageAsync(string path)
    {
        using var response = await GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Posts a form with the antiforgery token of a page.</summary>
    public async Task<HttpResponseMessage> PostAsync(string page, string action, params (string Name, string Value)[] fields)
    {
        var token = Token().Match(await PageAsync(page)).Groups[1].Value;
        Assert.NotEqual("", token);
        var form = fields.Select(field => KeyValuePair.Create(field.Name, field.Value))
            .Append(KeyValuePair.Create("__RequestVerificationToken", WebUtility.HtmlDecode(token)));
        return await http.PostAsync(action, new FormUrlEncodedContent(form), TestContext.Current.CancellationToken);
    }

    /// <summary>Signs in as the demo account of a role.</summary>
    public async Task SignInAsync(string role)
    {
        var account = DemoAccounts.All.Single(account => account.Role == role);
        using var response = await PostAsync("/account/sign-in", "/account/demo", ("email", account.Email));
        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
