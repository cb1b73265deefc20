using ExpertRouter.App.Ingestion.Identity;

namespace ExpertRouter.App.Tests.Ingestion;

public sealed class ServiceAccountsTests
{
    [Theory]
    [InlineData("dependabot[bot]", "49699333+dependabot[bot]@users.noreply.github.com")]
    [InlineData("Renovate Bot", "bot@renovateapp.com")]
    [InlineData("Jenkins", "jenkins@ci.example.org")]
    [InlineData("CI", "ci@example.org")]
    [InlineData("GitHub", "noreply@github.com")]
    [InlineData("Debian QA Group", "packages@qa.debian.org")]
    [InlineData("Debian Python Team", "team+python@tracker.debian.org")]
    [InlineData("Debian GNOME Maintainers", "pkg-gnome-maintainers@lists.alioth.debian.org")]
    [InlineData("Someone", "debian-devel@lists.debian.org")]
    [InlineData("Release", "release-team@example.org")]
    [InlineData("codecov-bot", null)]
    [InlineData("Greenkeeperbot", null)]
    [InlineData("root", "root@localhost")]
    public void IsService_BotsListsAndTeams_AreRecognised(string name, string? email) =>
        Assert.True(ServiceAccounts.IsService(name, email));

    [Theory]
    [InlineData("Greg Abbott", "greg.abbott@example.org")]
    [InlineData("Abbot", null)]
    [InlineData("Jan Bot", "jan.bot@example.nl")]
    [InlineData("Louis Botha", "botha@example.org")]
    [InlineData("Cici Root", "cici@example.org")]
    [InlineData("Noreen Plyer", "noreen@example.org")]
    [InlineData("Teamer Adams", "adams@teams.example")]
    [InlineData("Ann Lee", "123+ann@users.noreply.github.com")]
    [InlineData("Jenkin Rees", "j.rees@example.org")]
    [InlineData("List Franz", "f.list@example.org")]
    public void IsService_PeopleWithSuspiciousNames_AreNot(string name, string? email) =>
        Assert.False(ServiceAccounts.IsService(name, email));
}
