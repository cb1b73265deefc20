using System.Net;
using ExpertRouter.Data.Identity;
using Microsoft.EntityFrameworkCore;

namespace ExpertRouter.Web.Tests.Visibility;

/// <summary>
/// A word that stands only in a restricted document must come out nowhere for those who may not open it: not on a page, in the API,
/// in a suggestion, a count or an explanation.
/// </summary>
[Collection(PortalCollection.Name)]
public sealed class CanaryTests(PortalFactory portal)
{
    // "quillomere" and "svc-tidewatch" stand only in documents of Project Osprey, to which no demo account belongs.
    private const string Canary = "quillomere";
    private const string Group = "project-osprey";
    private const string Guest = "guest";

    public static TheoryData<string> Visitors => [Guest, .. Roles.All];

    [Fact]
    public async Task Canary_InTheStore_StandsOnlyInRestrictedDocuments()
    {
        var groups = await portal.ReadAsync(async db => (await db.Documents.AsNoTracking().ToListAsync())
            .Where(document => (document.Title + document.Body + document.Code).Contains(Canary, StringComparison.OrdinalIgnoreCase))
            .Select(document => document.VisibilityGroups).ToList());

        Assert.NotEmpty(groups);
        Assert.All(groups, group => Assert.Equal([Group], group));
    }

    [Theory]
    [MemberData(nameof(Visitors))]
    public async Task AnyPage_VisitorOutsideTheGroup_NeverShowsTheCanary(string role)
    {
        using var visitor = await VisitAsync(role);
        var authors = await AuthorsAsync();
        string[] paths =
        [
            "/", "/?q=tidewatch+archive", "/?q=mooring+tug+scheduling+software", "/?q=due+diligence+findings", "/?q=project+osprey",
            "/api/find?q=tidewatch+archive&evidence=20", "/api/find?q=due+diligence+findings&top=100&evidence=20", "/suggest?q=qui", "/suggest?q=osp",
            "/me", "/sources", "/system", .. authors.Select(id => $"/experts/{id}"),
        ];
        foreach (var path in paths)
        {
            using var response = await visitor.GetAsync(path);
            var text = WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            Assert.False(text.Contains(Canary, StringComparison.OrdinalIgnoreCase), $"{path} shows '{Canary}' to {role}.");
            Assert.False(text.Contains("Osprey", StringComparison.OrdinalIgnoreCase) && !path.Contains("osprey", StringComparison.OrdinalIgnoreCase),
                $"{path} shows the project to {role}.");
        }
    }

    [Theory]
    [MemberData(nameof(Visitors))]
    public async Task Search_CanaryWord_FindsTheSameAsAWordThatNobodyWrote(string role)
    {
        using var visitor = await VisitAsync(role);

        var canary = await FindAsync(visitor, Canary);
        var nonsense = await FindAsync(visitor, "vexolumbrat");

        Assert.Contains("\"total\":0", canary, StringComparison.Ordinal);
        Assert.Equal(nonsense, canary);
    }

    [Theory]
    [MemberData(nameof(Visitors))]
    public async Task RestrictedDocument_VisitorOutsideTheGroup_LooksLikeOneThatIsMissing(string role)
    {
        using var visitor = await VisitAsync(role);
        var document = await portal.RestrictedAsync(Group);

        using var restricted = await visitor.GetAsync($"/documents/{document.Id}");
        using var missing = await visitor.GetAsync("/documents/987654321");

        Assert.Equal(HttpStatusCode.NotFound, restricted.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        Assert.Equal(
            await BodyAsync(missing, "987654321"),
            await BodyAsync(restricted, document.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task ExpertPage_Counts_LeaveRestrictedDocumentsOutForOthersOnly()
    {
        var document = await portal.RestrictedAsync("project-cormorant");
        using var member = await portal.SignedInAsync(Roles.Expert);
        using var other = await portal.SignedInAsync(Roles.Administrator);
        var author = await portal.ReadAsync(db => db.Authorships.Where(row => row.DocumentId == document.Id).Select(row => row.ExpertId).FirstAsync());

        var seen = await member.PageAsync($"/experts/{author}");
        var hidden = await other.PageAsync($"/experts/{author}");

        Assert.Contains($"/documents/{document.Id}\"", seen, StringComparison.Ordinal);
        Assert.DoesNotContain($"/documents/{document.Id}\"", hidden, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RestrictedDocument_Member_OpensWithAReminder()
    {
        using var member = await portal.SignedInAsync(Roles.Expert);
        var document = await portal.RestrictedAsync("project-cormorant");

        var html = await member.PageAsync($"/documents/{document.Id}");

        Assert.Contains("Restricted. You see this because you belong to Project Cormorant", html, StringComparison.Ordinal);
    }

    private Task<PortalClient> VisitAsync(string role) => role == Guest ? Task.FromResult(portal.Guest()) : portal.SignedInAsync(role);

    private static async Task<string> FindAsync(PortalClient visitor, string word)
    {
        var text = await visitor.PageAsync("/api/find?q=" + word);
        var answer = System.Text.Json.Nodes.JsonNode.Parse(text.Replace(word, "WORD", StringComparison.Ordinal))!.AsObject();
        // Times differ from run to run; everything else must not.
        answer.Remove("milliseconds");
        foreach (var stage in answer["trace"]!.AsArray())
            stage!.AsObject().Remove("milliseconds");
        return answer.ToJsonString();
    }

    private static async Task<string> BodyAsync(HttpResponseMessage response, string id)
    {
        var html = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var main = html[html.IndexOf("<main", StringComparison.Ordinal)..html.IndexOf("</main>", StringComparison.Ordinal)];
        return main.Replace(id, "ID", StringComparison.Ordinal);
    }

    private Task<List<long>> AuthorsAsync() => portal.ReadAsync(async db =>
    {
        var restricted = (await db.Documents.AsNoTracking().ToListAsync()).Where(document => document.VisibilityGroups.Length > 0).Select(document => document.Id).ToList();
        return await db.Authorships.Where(row => restricted.Contains(row.DocumentId)).Select(row => row.ExpertId).Distinct().ToListAsync();
    });
}
