using System.CommandLine;
using System.CommandLine.Parsing;
using Chat.Client;
using TypedWs;

var json = new Option<bool>("--json") { Description = "Write JSON-RPC in text messages (the default)." };
var messagePack = new Option<bool>("--msgpack") { Description = "Write MessagePack-RPC in binary messages." };
var url = new Option<Uri>("--url")
{
    Description = "The server's address.",
    DefaultValueFactory = _ => new Uri("ws://localhost:5000/chat"),
    CustomParser = ParseUri,
};
var user = new Option<string>("--user") { Description = "The name to log in with.", DefaultValueFactory = _ => Environment.UserName };
var room = new Option<string>("--room") { Description = "The room to enter.", DefaultValueFactory = _ => "lobby" };

var command = new RootCommand("Chats in a room of the sample server, a line at a time. /who asks who is there, /history shows the last lines, /clear forgets them, /quit ends.")
{
    json,
    messagePack,
    url,
    user,
    room,
};
command.Validators.Add(result =>
{
    if (result.GetValue(json) && result.GetValue(messagePack))
        result.AddError("Choose one of --json and --msgpack.");
});
command.SetAction((arguments, cancellationToken) => ChatConsole.RunAsync(
    arguments.GetRequiredValue(url),
    arguments.GetValue(messagePack) ? WireFormat.MessagePack : WireFormat.Json,
    arguments.GetRequiredValue(user),
    arguments.GetRequiredValue(room),
    cancellationToken));
return await command.Parse(args).InvokeAsync();

static Uri? ParseUri(ArgumentResult argument)
{
    if (!Uri.TryCreate(argument.Tokens[0].Value, UriKind.Absolute, out Uri? uri))
        argument.AddError("--url: expected an address such as ws://localhost:5000/chat.");
    return uri;
}
