using Chat.Contracts;
using Chat.Server;
using TypedWs;

WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.Services.AddTypedWs().AddProtocol<ChatProtocol>();
builder.Services.AddSingleton<IGroupObserver<ChatSession>, RoomObserver>();
builder.Services.AddSingleton<ChatRooms>();
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddLogin();

WebApplication app = builder.Build();
app.UseDefaultFiles();
app.UseStaticFiles();
app.MapLogin();
app.MapTypedWs<ChatServer>("/chat").RequireAuthorization();
await app.RunAsync();
