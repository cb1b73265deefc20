using ExpertRouter.App.Messaging.Failures;
using ExpertRouter.Core.Model;
using ExpertRouter.Web.Auth;
using Microsoft.AspNetCore.Components;

namespace ExpertRouter.Web.Components.Pages.Messages;

/// <summary>A message that could not be handled: why, what it says, and the ways out.</summary>
public sealed partial class MessagePage(MessageInspector inspector, ViewerReader viewers, NavigationManager navigation)
{
    /// <summary>Its id on the list.</summary>
    [Parameter] public Guid Id { get; set; }

    [CascadingParameter] private HttpContext Http { get; set; } = default!;

    private FailedMessage? Message { get; set; }

    private string? Body { get; set; }

    protected override async Task OnInitializedAsync()
    {
        Message = await inspector.GetAsync(Id, Http.RequestAborted);
        if (Message is null && HttpMethods.IsPost(Http.Request.Method))
            Leave(MessageWords.Gone);
        else if (Message is null)
            navigation.NotFound();
        else if (await inspector.MayReadAsync(Message, await viewers.ReadAsync(Http.User, Http.RequestAborted), Http.RequestAborted))
            Body = MessageWords.Body(Message.Body);
    }

    private async Task ReplayAsync() => Leave(await inspector.ReplayAsync(Id, Http.RequestAborted) ? MessageWords.Replayed : MessageWords.Gone);

    private async Task DiscardAsync() => Leave(await inspector.DiscardAsync(Id, Http.RequestAborted) ? MessageWords.Discarded : MessageWords.Gone);

    private void Leave(string done) => navigation.NavigateTo($"/messages?done={done}");
}
