using Chat.Contracts;
using Chat.Server;

WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.Services.AddTypedWs().AddProtocol<ChatProtocol>();
builder.Services.AddSingleton<ChatRooms>();
builder.Services.AddSingleton(TimeProvider.System);

WebApplication app = builder.Build();
app.UseDefaultFiles();
app.UseStaticFiles();
app.MapTypedWs<ChatServer>("/chat");
await app.RunAsync();
