using Bunit;
using ExpertRouter.App.Finding;
using ExpertRouter.Data;
using ExpertRouter.Web.Components.Pages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ExpertRouter.Web.Tests.Components;

public sealed class NobodyFoundTests : BunitContext
{
    public NobodyFoundTests() => Services.AddSingleton<IDbContextFactory<AppDbContext>>(new NoStore());

    [Theory]
    [InlineData(null, 0, 2, "Documents fit, but nobody who can be listed wrote them")]
    [InlineData("model", 0, 2, "Documents fit, but nobody who passes the filters")]
    [InlineData("model", 0, 0, "No document that you may open fits both the words and the filters")]
    [InlineData("model", 5, 9, "No document that you may open fits both the words and the filters")] // a page beyond the last
    public void Reason_DocumentsAndFilters_IsTheOneThatHolds(string? kind, int total, int documents, string expected)
    {
        var result = new FindResult { Query = "x", Pipeline = "hybrid", Milliseconds = 1, Facets = FindFacets.None, Total = total, DocumentCount = documents };

        var cut = Render<NobodyFound>(parameters => parameters
            .Add(p => p.Result, result).Add(p => p.Address, SearchAddress.Read("x", kind is null ? null : [kind], null, null, null, null, null)));

        Assert.StartsWith(expected, cut.Find(".empty p").TextContent, StringComparison.Ordinal);
    }

    /// <summary>Areas are offered only where no document fits, which asks the store.</summary>
    private sealed class NoStore : IDbContextFactory<AppDbContext>
    {
        public AppDbContext CreateDbContext() => throw new InvalidOperationException("no store here");
    }
}
