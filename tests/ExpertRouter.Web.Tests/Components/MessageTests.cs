using Bunit;
using ExpertRouter.App.Messaging.Failures;
using ExpertRouter.Testing;
using ExpertRouter.Web.Components.Pages.Messages;
using Microsoft.Extensions.DependencyInjection;

namespace ExpertRouter.Web.Tests.Components;

public sealed class MessageTests : BunitContext
{
    private static readonly DateTimeOffset Now = new(2026, 11, 27, 11, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Table_Message_SaysWhatWhyWhereAndHowOften()
    {
        Services.AddSingleton<TimeProvider>(new FixedTime(Now));
        var id = Guid.Parse("01938a5b-0000-7000-8000-000000000001");

        var cut = Render<FailedMessageTable>(parameters => parameters.Add(
            p => p.Messages, [new FailedMessageHead(id, "record-outcome", "RecordOutcome", new string('r', 200), 2, Now.AddDays(-1))]));

        Assert.Equal($"/messages/{id}", cut.Find("tbody a").GetAttribute("href"));
        Assert.Equal("What somebody did with a ticket", cut.Find("tbody a").TextContent);
        Assert.Equal(new string('r', 159) + "…", cut.Find("td[data-label=Why]").TextContent);
        Assert.Equal("twice", cut.Find("td[data-label=Failed]").TextContent);
        Assert.Equal("yesterday", cut.Find("time").TextContent);
    }

    [Fact]
    public void Body_Json_IsIndented_Other_IsAsItCame_Long_IsShortened()
    {
        Assert.Equal("{\n  \"name\": \"Vázquez\"\n}", MessageWords.Body("""{"name":"Vázquez"}""").ReplaceLineEndings("\n"));
        Assert.Equal("{ not json", MessageWords.Body("{ not json"));
        Assert.EndsWith("\n… and 5 characters more", MessageWords.Body(new string('x', 20_005)), StringComparison.Ordinal);
    }
}
