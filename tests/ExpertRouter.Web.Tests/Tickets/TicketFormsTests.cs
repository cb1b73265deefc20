using System.Net;
using ExpertRouter.App.Profiles;
using ExpertRouter.App.Routing.Settings;
using ExpertRouter.Data.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace ExpertRouter.Web.Tests.Tickets;

/// <summary>Forms filled in wrongly, by hand-made requests too, and the settings.</summary>
[Collection(PortalCollection.Name)]
public sealed class TicketFormsTests(PortalFactory portal)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(300_000, "200000 at most are taken")]
    [InlineData(5_000_000, "far more text than a form takes")]
    public async Task Ask_TooLongAText_IsRefusedWithASentence(int characters, string expected)
    {
        using var asker = await portal.SignedInAsync(Roles.Asker);

        using var response = await asker.PostAsync(
            "/ask", "/ask", ("_handler", "ask"), ("Input.Key", Guid.CreateVersion7().ToString()), ("Input.Title", "Long"), ("Input.To", "best"), ("Input.Text", new string('x', characters)));

        Assert.True((int)response.StatusCode < 500, $"{response.StatusCode}");
        Assert.Contains(expected, await TextAsync(response), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/ask", "/ask", "ask")]
    [InlineData("/users", "/users", "add-user")]
    [InlineData("/api-keys", "/api-keys", "add-key")]
    [InlineData("/me", "/me", "asking")]
    public async Task Form_FieldsLeftOut_IsNoErrorOfOurs(string page, string action, string handler)
    {
        using var administrator = await portal.SignedInAsync(Roles.Administrator);

        using var response = await administrator.PostAsync(page, action, ("_handler", handler));

        Assert.True((int)response.StatusCode < 500, $"{response.StatusCode}");
    }

    [Fact]
    public async Task Form_WithoutAntiforgeryToken_IsRefused()
    {
        using var asker = await portal.SignedInAsync(Roles.Asker);
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("_handler", "ask"), KeyValuePair.Create("Input.Title", "Forged")]);

        using var response = await asker.Http.PostAsync("/ask", form, Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Settings_Saved_CountForTheRouter_ImpossibleOnes_ChangeNothing()
    {
        using var administrator = await portal.SignedInAsync(Roles.Administrator);
        var niamh = await ExpertAsync("niamh.quilligan");
        var desk = portal.Services.GetRequiredService<ExpertSettingsDesk>();

        using var saved = await SaveAsync(administrator, "Europe/Lisbon", "09:00", "17:30");
        var settings = await desk.ReadAsync(niamh, Cancellation);
        using var refused = await SaveAsync(administrator, "Europe/Atlantis", "10:00", "11:00");
        var after = await desk.ReadAsync(niamh, Cancellation);

        Assert.Equal(HttpStatusCode.Found, saved.StatusCode);
        Assert.Equal((540, 1050), (settings.WorkStarts, settings.WorkEnds)); // 9 × 60; 17 × 60 + 30
        Assert.Equal(0b0000110, settings.WorkingDays); // Monday is bit 1, Tuesday bit 2
        Assert.Equal(2, settings.Capacity);
        Assert.Contains("Europe/Atlantis", await TextAsync(refused), StringComparison.Ordinal);
        Assert.Equal(540, after.WorkStarts);
    }

    [Theory]
    [InlineData("Input.Capacity", "99999999999")]
    [InlineData("Input.Capacity", "-5")]
    [InlineData("Input.OffersPerWeek", "many")]
    [InlineData("Input.LeaveUntil", "tomorrow")]
    [InlineData("Input.Starts", "09:00")]
    [InlineData("Input.Starts", "25:99")]
    public async Task Settings_NonsenseInOneField_SavesNothingAndSaysSo(string field, string value)
    {
        using var expert = await portal.SignedInAsync(Roles.Expert);

        using var response = await expert.PostAsync("/me", "/me", ("_handler", "asking"), (field, value));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("Nothing was saved.", await TextAsync(response), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_Leave_IsStoredAndShownAsTheDayThatWasGiven()
    {
        var year = TimeProvider.System.GetUtcNow().Year + 2;
        using var administrator = await portal.SignedInAsync(Roles.Administrator);

        using var saved = await administrator.PostAsync("/me", "/me", ("_handler", "asking"), ("Input.LeaveUntil", $"{year}-05-01"));
        var page = WebUtility.HtmlDecode(await administrator.PageAsync("/me"));
        using var over = await administrator.PostAsync("/me", "/me", ("_handler", "asking"), ("Input.LeaveUntil", ""));

        Assert.Equal((HttpStatusCode.Found, HttpStatusCode.Found), (saved.StatusCode, over.StatusCode));
        Assert.Contains($"On leave until 1 May {year}", page, StringComparison.Ordinal);
        Assert.Contains($"value=\"{year}-05-01\"", page, StringComparison.Ordinal);
        Assert.Contains("first day back, from 00:00 UTC", page, StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> SaveAsync(PortalClient client, string zone, string starts, string ends) => client.PostAsync(
        "/me", "/me", ("_handler", "asking"), ("Input.TimeZone", zone), ("Input.Starts", starts), ("Input.Ends", ends), ("Input.Days", "1"), ("Input.Days", "2"), ("Input.Capacity", "2"));

    private static async Task<string> TextAsync(HttpResponseMessage response) => WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync(Cancellation));

    private async Task<long> ExpertAsync(string name) =>
        (await portal.Services.GetRequiredService<OwnListing>().FindAsync($"{name}@kestrelharbour.example", Cancellation))!.Id;
}
