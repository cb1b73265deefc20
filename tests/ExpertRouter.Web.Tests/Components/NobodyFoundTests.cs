using Bunit;
using ExpertRouter.App.Finding;
using ExpertRouter.Data;
using ExpertRouter.Web.Components.Pages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ExpertRouter.Web.Tests.Components;

public sealed class NobodyFoundTests : BunitContext
{
    public NobodyFoundTests() => Services.AddSingleton<IDbContextFactory<AppDbContext>, NoStore>();

    [Fact]
    public void NobodyFound_DocumentsOfServiceAccountsOnly_SaysThatTheyFit()
    {
        var result = new FindResult { Query = "lag", Pipeline = "hybrid", Facets = FindFacets.None, DocumentCount = 3 };

        var cut = Render<NobodyFound>(parameters => parameters.Add(p => p.Result, result).Add(p => p.Address, new SearchAddress { Text = "lag" }));

        Assert.Contains("Documents are about this, but nobody who can be listed wrote them", cut.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("No document", cut.Markup, StringComparison.Ordinal);
    }

    /// <summary>What is said about found documents needs no areas, hence no store.</summary>
    private sealed class NoStore : IDbContextFactory<AppDbContext>
    {
        public AppDbContext CreateDbContext() => throw new InvalidOperationException("The store was asked.");
    }
}
