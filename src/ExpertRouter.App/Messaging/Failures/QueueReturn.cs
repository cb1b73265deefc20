using System.Net.Mime;
using MassTransit;
using MassTransit.Serialization;

namespace ExpertRouter.App.Messaging.Failures;

/// <summary>Puts a message back into its queue, behind those that wait there, byte for byte and under its own id. Stateless.</summary>
internal static class QueueReturn
{
    /// <summary>Ends when the transport has taken it.</summary>
    /// <param name="bus">Sends.</param>
    /// <param name="queue">Name of the queue.</param>
    /// <param name="messageId">Id of the message, if it has one.</param>
    /// <param name="type">Content type of the body; null takes that of the bus.</param>
    /// <param name="body">The message as it was.</param>
    /// <param name="setHeaders">Sets headers of the transport: the body keeps its own.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task SendAsync(
        ISendEndpointProvider bus, string queue, Guid? messageId, ContentType? type, MessageBody body, Action<SendHeaders> setHeaders, CancellationToken cancellationToken)
    {
        var endpoint = await bus.GetSendEndpoint(new Uri($"queue:{queue}"));
        await endpoint.Send(
            new ReplayedMessage(),
            context =>
            {
                context.MessageId = messageId;
                context.Serializer = new CopyBodySerializer(type ?? SystemTextJsonMessageSerializer.JsonContentType, body);
                setHeaders(context.Headers);
            },
            cancellationToken);
    }
}
