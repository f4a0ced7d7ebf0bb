<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Access</name>
    <message>
        <source>Access from your server, not fetched yet</source>
        <translation>由你的服务器授权，尚未获取</translation>
    </message>
    <message>
        <source>Address signed by your server, for one file each</source>
        <translation>你的服务器签名的地址，每个文件一个</translation>
    </message>
    <message>
        <source>Form signed by your server (PostObject)</source>
        <translation>你的服务器签名的表单（PostObject）</translation>
    </message>
    <message>
        <source>Key from the environment of this computer</source>
        <translation>来自本机环境变量的密钥</translation>
    </message>
    <message>
        <source>Key of this connection</source>
        <translation>此连接的密钥</translation>
    </message>
    <message>
        <source>Nothing is lost.</source>
        <translation>没有丢失任何内容。</translation>
    </message>
    <message>
        <source>Nothing is lost: {percent} % is stored.</source>
        <translation>没有丢失任何内容：已存储 {percent}%。</translation>
    </message>
    <message>
        <source>Permission signed by your server, for one file each</source>
        <translation>由你的服务器签发的许可，每个文件一份</translation>
    </message>
    <message>
        <source>Temporary key from your server</source>
        <translation>你的服务器发放的临时密钥</translation>
    </message>
    <message>
        <source>We corrected for it; please set the clock.</source>
        <translation>已自动修正；请有空时校准本机时间。</translation>
    </message>
    <message>
        <source>Your computer&apos;s clock is a little off.</source>
        <translation>本机时间略有偏差。</translation>
    </message>
    <message>
        <source>{kind}, good until {moment}</source>
        <translation>{kind}，有效期至 {moment}</translation>
    </message>
    <message>
        <source>{title}.</source>
        <translation>{title}。</translation>
    </message>
</context>
<context>
    <name>AccessBar</name>
    <message>
        <source>“{name}”:</source>
        <translation>“{name}”：</translation>
    </message>
</context>
<context>
    <name>AccessWords</name>
    <message numerus="yes">
        <source>%n file(s) wait and go on by themselves afterwards.</source>
        <translation>
            <numerusform>%n 个文件正在等待，之后会自动继续。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Your computer&apos;s clock is %n minute(s) off.</source>
        <translation>
            <numerusform>本机时间相差 %n 分钟。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>&amp;About Upcall</source>
        <translation>关于 Upcall(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Cancel upload</source>
        <translation>取消上传(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Details</source>
        <translation>详情(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Edit connection…</source>
        <translation>编辑连接(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Expert view</source>
        <translation>专业视图(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation>全屏(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;History…</source>
        <translation>历史记录(&amp;H)…</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>键盘快捷键(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;New connection…</source>
        <translation>新建连接(&amp;N)…</translation>
    </message>
    <message>
        <source>&amp;Paste into the list</source>
        <translation>粘贴到列表(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>暂停(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Print…</source>
        <translation>打印(&amp;P)…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Remove from list</source>
        <translation>从列表中移除(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>设置(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>重试(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Unfinished uploads…</source>
        <translation>未完成的上传(&amp;U)…</translation>
    </message>
    <message>
        <source>&amp;Upload</source>
        <translation>上传(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Welcome page</source>
        <translation>欢迎页(&amp;W)</translation>
    </message>
    <message>
        <source>Add &amp;files…</source>
        <translation>添加文件(&amp;F)…</translation>
    </message>
    <message>
        <source>Add a place to send files to</source>
        <translation>添加一个上传位置</translation>
    </message>
    <message>
        <source>Add f&amp;older…</source>
        <translation>添加文件夹(&amp;O)…</translation>
    </message>
    <message>
        <source>Add files, a picture or text from the clipboard</source>
        <translation>添加剪贴板中的文件、图片或文本</translation>
    </message>
    <message>
        <source>Answers for this &amp;file…</source>
        <translation>这个文件的回答(&amp;F)…</translation>
    </message>
    <message>
        <source>Application &amp;server…</source>
        <translation>应用服务器(&amp;S)…</translation>
    </message>
    <message>
        <source>C&amp;lear finished</source>
        <translation>清除已完成(&amp;L)</translation>
    </message>
    <message>
        <source>Chec&amp;k connection…</source>
        <translation>检查连接(&amp;K)…</translation>
    </message>
    <message>
        <source>Check what is st&amp;ored…</source>
        <translation>检查已存储的文件(&amp;O)…</translation>
    </message>
    <message>
        <source>Copy &amp;link</source>
        <translation>复制链接(&amp;L)</translation>
    </message>
    <message>
        <source>Copy as c&amp;ode…</source>
        <translation>复制为代码(&amp;O)…</translation>
    </message>
    <message>
        <source>Copy report for my administrator</source>
        <translation>复制给管理员的报告</translation>
    </message>
    <message>
        <source>Copy the address of the stored file</source>
        <translation>复制已存储文件的网址</translation>
    </message>
    <message>
        <source>Copy what happened to this file, without any secret</source>
        <translation>复制此文件的情况说明，其中不含任何机密</translation>
    </message>
    <message>
        <source>Do not wait for your server any longer; the file is stored</source>
        <translation>不再等待你的服务器；文件已经存储</translation>
    </message>
    <message>
        <source>Edit callback</source>
        <translation>编辑回调</translation>
    </message>
    <message>
        <source>Enter access again…</source>
        <translation>重新输入访问信息…</translation>
    </message>
    <message>
        <source>Find uploads that were begun and never ended, and clear them</source>
        <translation>查找开始后没有完成的上传，并清理</translation>
    </message>
    <message>
        <source>Find what was uploaded before, also when the list is cleared</source>
        <translation>查找以前上传的文件，清空列表后也能找到</translation>
    </message>
    <message>
        <source>Forget connection…</source>
        <translation>删除连接…</translation>
    </message>
    <message>
        <source>Give this connection a new key</source>
        <translation>为此连接换一个密钥</translation>
    </message>
    <message>
        <source>Give up; nothing half-sent stays behind</source>
        <translation>放弃上传，不会留下未传完的内容</translation>
    </message>
    <message>
        <source>Go on where it stopped</source>
        <translation>从暂停处继续</translation>
    </message>
    <message>
        <source>Look at names and decide before anything is sent</source>
        <translation>发送之前先查看名称并作出选择</translation>
    </message>
    <message>
        <source>Move &amp;down</source>
        <translation>下移(&amp;D)</translation>
    </message>
    <message>
        <source>Move u&amp;p</source>
        <translation>上移(&amp;P)</translation>
    </message>
    <message>
        <source>Open &amp;log folder</source>
        <translation>打开日志文件夹(&amp;L)</translation>
    </message>
    <message>
        <source>Open connection &amp;file…</source>
        <translation>打开连接文件(&amp;F)…</translation>
    </message>
    <message>
        <source>Open the help page about what you are looking at</source>
        <translation>打开与当前内容相关的帮助页</translation>
    </message>
    <message>
        <source>Pause or resume this file</source>
        <translation>暂停或继续此文件</translation>
    </message>
    <message>
        <source>Prepare a file with which your team can send to this place</source>
        <translation>生成一个文件，让团队也能上传到这里</translation>
    </message>
    <message>
        <source>Print what was uploaded</source>
        <translation>打印上传内容</translation>
    </message>
    <message>
        <source>R&amp;esume</source>
        <translation>继续(&amp;E)</translation>
    </message>
    <message>
        <source>Re&amp;do</source>
        <translation>重做(&amp;D)</translation>
    </message>
    <message>
        <source>Review &amp;before upload…</source>
        <translation>上传前检查(&amp;B)…</translation>
    </message>
    <message>
        <source>S&amp;hare connection…</source>
        <translation>分享连接(&amp;H)…</translation>
    </message>
    <message>
        <source>Save &amp;confirmation…</source>
        <translation>保存确认单(&amp;C)…</translation>
    </message>
    <message>
        <source>Save &amp;receipt…</source>
        <translation>保存回执(&amp;R)…</translation>
    </message>
    <message>
        <source>Save a page that says what was uploaded, to hand to somebody</source>
        <translation>保存一页上传说明，可以交给别人</translation>
    </message>
    <message>
        <source>Save what is known of the selected files, or of all that have ended</source>
        <translation>保存所选文件或全部已结束文件的信息</translation>
    </message>
    <message>
        <source>Say what is different for this file alone</source>
        <translation>只为这个文件填写不同的内容</translation>
    </message>
    <message>
        <source>See an upload step by step: file, storage, your server, answer</source>
        <translation>一步一步地看一次上传：文件、存储、你的服务器、回答</translation>
    </message>
    <message>
        <source>See what the demo cloud&apos;s own server receives and checks</source>
        <translation>查看演示云自带的服务器收到并验证了什么</translation>
    </message>
    <message>
        <source>See what was dropped and is not on the list, and why</source>
        <translation>查看哪些拖入的内容没有加入列表，以及原因</translation>
    </message>
    <message>
        <source>See whether sending would work, and what to do if not</source>
        <translation>看看能否上传，如果不能该怎么办</translation>
    </message>
    <message>
        <source>See whether these files are still in the storage as they were</source>
        <translation>查看这些文件是否仍原样存储</translation>
    </message>
    <message>
        <source>Send everything that is ready</source>
        <translation>上传所有准备就绪的文件</translation>
    </message>
    <message>
        <source>Send the selected files before the others that wait</source>
        <translation>让所选文件排在其他等待的文件之前发送</translation>
    </message>
    <message>
        <source>Send the selected files one place earlier</source>
        <translation>让所选文件提前一位发送</translation>
    </message>
    <message>
        <source>Send the selected files one place later</source>
        <translation>让所选文件推后一位发送</translation>
    </message>
    <message>
        <source>Show every setting and every answer</source>
        <translation>显示全部设置和服务器回复</translation>
    </message>
    <message>
        <source>Show everything about this file</source>
        <translation>显示此文件的全部信息</translation>
    </message>
    <message>
        <source>Show what &amp;happens…</source>
        <translation>看看全过程(&amp;H)…</translation>
    </message>
    <message>
        <source>Stop &amp;waiting</source>
        <translation>停止等待(&amp;W)</translation>
    </message>
    <message>
        <source>Stop for now; what is stored stays stored</source>
        <translation>先停一下，已存储的内容会保留</translation>
    </message>
    <message>
        <source>Switch the place and try again</source>
        <translation>更换位置并重试</translation>
    </message>
    <message>
        <source>Take finished files off this list; no file is deleted anywhere</source>
        <translation>从列表中移除已完成的文件，不会删除任何文件</translation>
    </message>
    <message>
        <source>Take off this list; no file is deleted anywhere</source>
        <translation>从列表中移除，不会删除任何文件</translation>
    </message>
    <message>
        <source>This upload with its callback as a program in many languages</source>
        <translation>把这次上传连同回调写成程序，有多种语言可选</translation>
    </message>
    <message numerus="yes">
        <source>Try %n failed &amp;again</source>
        <translation>
            <numerusform>重试失败的 %n 个文件(&amp;A)</numerusform>
        </translation>
    </message>
    <message>
        <source>Try &amp;all again</source>
        <translation>全部重试(&amp;A)</translation>
    </message>
    <message>
        <source>Try the selected files again, or all that were not stored</source>
        <translation>重试所选文件，未选择时重试所有未存储的文件</translation>
    </message>
    <message>
        <source>Turn SNI on</source>
        <translation>开启 SNI</translation>
    </message>
    <message>
        <source>Upcall &amp;help</source>
        <translation>Upcall 帮助(&amp;H)</translation>
    </message>
    <message>
        <source>Upload &amp;next</source>
        <translation>优先上传(&amp;N)</translation>
    </message>
    <message>
        <source>Upload options</source>
        <translation>上传选项</translation>
    </message>
    <message>
        <source>Use another name…</source>
        <translation>换个名称…</translation>
    </message>
    <message>
        <source>Use the address that the storage named</source>
        <translation>使用存储服务指明的地址</translation>
    </message>
    <message>
        <source>W&amp;ords explained</source>
        <translation>词语解释(&amp;O)</translation>
    </message>
    <message>
        <source>What was left &amp;out…</source>
        <translation>未加入的内容(&amp;O)…</translation>
    </message>
    <message>
        <source>Your team has set this place up; it cannot be changed here.</source>
        <translation>这个位置由你的团队设置，不能在这里修改。</translation>
    </message>
</context>
<context>
    <name>Advanced</name>
    <message>
        <source>Advanced</source>
        <translation>高级</translation>
    </message>
    <message>
        <source>Advanced: own values, host, server name</source>
        <translation>高级：自定义变量、Host、SNI</translation>
    </message>
    <message>
        <source>Automatic: on for https names</source>
        <translation>自动：https 域名开启</translation>
    </message>
    <message>
        <source>Empty: taken from each address.</source>
        <translation>留空则取自各个回调地址。</translation>
    </message>
    <message>
        <source>Host header</source>
        <translation>Host 请求头</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>On</source>
        <translation>开启</translation>
    </message>
    <message>
        <source>Server name in TLS (SNI)</source>
        <translation>TLS 服务器名称（SNI）</translation>
    </message>
    <message>
        <source>Your own values</source>
        <translation>自定义变量</translation>
    </message>
    <message>
        <source>https servers mostly need it to show their certificate.</source>
        <translation>https 服务器通常需要它才能返回正确的证书。</translation>
    </message>
</context>
<context>
    <name>Announcer</name>
    <message numerus="yes">
        <source>%n file(s) were not stored.</source>
        <translation>
            <numerusform>%n 个文件未存储。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n need(s) a look.</source>
        <translation>
            <numerusform>%n 个需要看一下。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not stored.</source>
        <translation>
            <numerusform>%n 个未存储。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stored file(s) confirmed by the service.</source>
        <translation>
            <numerusform>%n 个已存好的文件有了后续消息。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All uploads have ended: %n file(s).</source>
        <translation>
            <numerusform>上传全部结束：%n 个文件。</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} was not stored: {reason}.</source>
        <translation>{name} 未存储：{reason}。</translation>
    </message>
</context>
<context>
    <name>Answer</name>
    <message>
        <source>It is nested too deeply to be laid out.</source>
        <translation>嵌套太深，无法排版。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>This is not JSON: it ends too early, in line {line}.</source>
        <translation>这不是 JSON：在第 {line} 行就提前结束了。</translation>
    </message>
    <message>
        <source>This is not JSON: it has no such number (line {line}, character {column}).</source>
        <translation>这不是 JSON：JSON 里没有这样的数字（第 {line} 行第 {column} 个字符）。</translation>
    </message>
    <message>
        <source>This is not JSON: line {line}, character {column} is {found}.</source>
        <translation>这不是 JSON：第 {line} 行第 {column} 个字符是 {found}。</translation>
    </message>
    <message>
        <source>This is not JSON: {found} follows after its end, in line {line}, character {column}.</source>
        <translation>这不是 JSON：结束之后还有 {found}，在第 {line} 行第 {column} 个字符。</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>the end of the text</source>
        <translation>文本结尾</translation>
    </message>
    <message>
        <source>“{found}”</source>
        <translation>“{found}”</translation>
    </message>
</context>
<context>
    <name>Audit</name>
    <message>
        <source>&amp;Save table…</source>
        <translation>保存表格(&amp;S)…</translation>
    </message>
    <message>
        <source>At the storage</source>
        <translation>存储中的情况</translation>
    </message>
    <message>
        <source>CRC-64 {found} there, {sent} sent</source>
        <translation>存储中 CRC-64 为 {found}，发送时为 {sent}</translation>
    </message>
    <message>
        <source>Check what is stored</source>
        <translation>检查已存储的文件</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Could not look</source>
        <translation>无法查询</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>Different</source>
        <translation>不一致</translation>
    </message>
    <message>
        <source>Each file is looked up at the storage, and its size and checksum are compared with what was sent. Nothing is changed there, and nothing is downloaded.</source>
        <translation>逐个查询存储中的文件，把大小和校验值与发送时比较。不会改动存储中的任何内容，也不会下载。</translation>
    </message>
    <message>
        <source>Getting ready…</source>
        <translation>正在准备…</translation>
    </message>
    <message>
        <source>Look &amp;again</source>
        <translation>重新查看(&amp;A)</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>None of these files was stored.</source>
        <translation>这些文件都没有存储。</translation>
    </message>
    <message>
        <source>Progress of the check</source>
        <translation>检查进度</translation>
    </message>
    <message>
        <source>Replaced by a later upload</source>
        <translation>已被之后的上传替换</translation>
    </message>
    <message>
        <source>Save table</source>
        <translation>保存表格</translation>
    </message>
    <message>
        <source>The connection that some of these files were sent with is not here any more.</source>
        <translation>其中一些文件使用的连接已不在这里。</translation>
    </message>
    <message>
        <source>There, checksum the same</source>
        <translation>存在，校验值一致</translation>
    </message>
    <message>
        <source>There, size the same; no checksum to compare</source>
        <translation>存在，大小一致，没有校验值可比较</translation>
    </message>
    <message>
        <source>{found} there, {sent} sent</source>
        <translation>存储中 {found}，发送时 {sent}</translation>
    </message>
</context>
<context>
    <name>AuditWords</name>
    <message numerus="yes">
        <source>%n could not be looked at</source>
        <translation>
            <numerusform>%n 个无法查询</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n different</source>
        <translation>
            <numerusform>%n 个不一致</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) were not stored and are not looked for.</source>
        <translation>
            <numerusform>%n 个文件未存储，不作检查。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n missing</source>
        <translation>
            <numerusform>%n 个缺失</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n there as it was sent</source>
        <translation>
            <numerusform>%n 个与发送时一致</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{done} of %n file(s) looked at</source>
        <translation>
            <numerusform>已检查 {done} 个，共 %n 个文件</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BodyView</name>
    <message>
        <source>Answer</source>
        <translation>响应</translation>
    </message>
    <message>
        <source>Answer as a tree</source>
        <translation>响应（树）</translation>
    </message>
    <message>
        <source>Answer as bytes</source>
        <translation>响应（字节）</translation>
    </message>
    <message>
        <source>Characters that cannot be seen are written as signs and codes here; the copy button takes them as they came.</source>
        <translation>看不见的字符在这里写成符号和代码；复制按钮按原样复制。</translation>
    </message>
    <message>
        <source>Copy the answer</source>
        <translation>复制响应</translation>
    </message>
    <message>
        <source>Find in the answer</source>
        <translation>在响应中查找</translation>
    </message>
    <message>
        <source>Hex</source>
        <translation>十六进制</translation>
    </message>
    <message>
        <source>How the answer is shown</source>
        <translation>响应的显示方式</translation>
    </message>
    <message>
        <source>It is too long to be laid out to its end. Raw shows all of it.</source>
        <translation>太长，无法全部排版。“原文”显示全部内容。</translation>
    </message>
    <message>
        <source>JSON on indented lines</source>
        <translation>带缩进的 JSON</translation>
    </message>
    <message>
        <source>JSON that folds and unfolds</source>
        <translation>可折叠的 JSON</translation>
    </message>
    <message>
        <source>Nothing was sent, so there is no answer.</source>
        <translation>没有发送任何内容，因此没有响应。</translation>
    </message>
    <message>
        <source>Only the beginning is shown; saving it takes all of it.</source>
        <translation>只显示开头；保存可得到全部内容。</translation>
    </message>
    <message>
        <source>Pretty</source>
        <translation>格式化</translation>
    </message>
    <message>
        <source>Raw</source>
        <translation>原文</translation>
    </message>
    <message>
        <source>Show all ({size})</source>
        <translation>显示全部（{size}）</translation>
    </message>
    <message>
        <source>Show the place</source>
        <translation>显示位置</translation>
    </message>
    <message>
        <source>The bytes as they came</source>
        <translation>原样的字节</translation>
    </message>
    <message>
        <source>The text as it came</source>
        <translation>原样的文本</translation>
    </message>
    <message>
        <source>There was no text in the answer.</source>
        <translation>响应中没有内容。</translation>
    </message>
    <message>
        <source>This is XML, shown as it came.</source>
        <translation>这是 XML，按原文显示。</translation>
    </message>
    <message>
        <source>Tree</source>
        <translation>树</translation>
    </message>
    <message>
        <source>Very long lines are broken here; the copy button takes them whole.</source>
        <translation>过长的行已在此处折断显示；用复制按钮可复制完整内容。</translation>
    </message>
    <message>
        <source>cut, it was longer than 4 MiB</source>
        <translation>已截断，原长超过 4 MiB</translation>
    </message>
    <message>
        <source>no text</source>
        <translation>不是文本</translation>
    </message>
</context>
<context>
    <name>CallButton</name>
    <message>
        <source>Enter an address first, then test it.</source>
        <translation>请先填写地址，再测试。</translation>
    </message>
    <message>
        <source>From this computer, not from the storage; you see it before it is sent</source>
        <translation>来自这台电脑，而不是存储；发送前你会先看到内容</translation>
    </message>
    <message>
        <source>Send the same again from here…</source>
        <translation>从这里再发一次同样的请求…</translation>
    </message>
    <message>
        <source>Send this computer&apos;s own call to your server and see what it answers</source>
        <translation>从这台电脑调用你的服务器，看看它怎么响应</translation>
    </message>
    <message>
        <source>Test call…</source>
        <translation>测试调用…</translation>
    </message>
</context>
<context>
    <name>CallbackForm</name>
    <message>
        <source>Body</source>
        <translation>请求体</translation>
    </message>
    <message>
        <source>Callback</source>
        <translation>回调</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>表单</translation>
    </message>
    <message>
        <source>How the body is sent</source>
        <translation>请求体格式</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>Send to</source>
        <translation>回调地址</translation>
    </message>
    <message>
        <source>Tell my server when a file is stored</source>
        <translation>文件存储后通知我的服务器</translation>
    </message>
    <message>
        <source>Template of the body</source>
        <translation>请求体模板</translation>
    </message>
    <message>
        <source>The storage calls your server after each upload and hands back its answer.</source>
        <translation>每次上传完成后，存储服务会回调你的服务器，并把它的响应返回给你。</translation>
    </message>
    <message>
        <source>{service} calls your server after each upload, tries again for some minutes, and hands back its answer. Your server has {seconds} s for it.</source>
        <translation>每次上传后 {service} 会回调你的服务器，失败时在几分钟内多次重试，并带回它的响应。你的服务器有 {seconds} 秒的时间响应。</translation>
    </message>
</context>
<context>
    <name>CheckPage</name>
    <message>
        <source>&amp;Copy report</source>
        <translation>复制报告(&amp;C)</translation>
    </message>
    <message>
        <source>Check &amp;again</source>
        <translation>重新检查(&amp;A)</translation>
    </message>
    <message>
        <source>Copied ✓</source>
        <translation>已复制 ✓</translation>
    </message>
    <message>
        <source>Does it work?</source>
        <translation>能用吗？</translation>
    </message>
    <message>
        <source>Nothing is stored by looking. You can save it as it is, too.</source>
        <translation>检查不会存储任何内容。你也可以直接保存。</translation>
    </message>
</context>
<context>
    <name>Chips</name>
    <message>
        <source>Insert {name}</source>
        <translation>插入 {name}</translation>
    </message>
    <message>
        <source>Show more or fewer variables</source>
        <translation>显示更多或更少变量</translation>
    </message>
    <message>
        <source>Your own value</source>
        <translation>自定义变量</translation>
    </message>
    <message>
        <source>fewer</source>
        <translation>收起</translation>
    </message>
    <message>
        <source>more…</source>
        <translation>更多…</translation>
    </message>
</context>
<context>
    <name>Code</name>
    <message>
        <source>The demo cloud has to be running: keep Upcall open meanwhile.</source>
        <translation>演示云需要保持运行：期间请不要关闭 Upcall。</translation>
    </message>
    <message>
        <source>The file is too large for one request: 5 GB is the most.</source>
        <translation>文件太大，一次请求最多只能发送 5 GB。</translation>
    </message>
    <message>
        <source>The program sends the file in one request (PutObject); Upcall sends it differently.</source>
        <translation>程序用一次请求（PutObject）发送文件；Upcall 的发送方式不同。</translation>
    </message>
    <message>
        <source>This connection is authorised by your server. The program needs a key pair instead.</source>
        <translation>这个连接由你的服务器授权；程序则需要一对密钥。</translation>
    </message>
</context>
<context>
    <name>CodeDialog</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy as code</source>
        <translation>复制为代码</translation>
    </message>
    <message>
        <source>It could not be written there. Please choose another folder.</source>
        <translation>无法写入那里。请选择其他文件夹。</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Not run: written from the vendor&apos;s documents and sources.</source>
        <translation>未运行过：依据厂商的文档和源码写成。</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>程序</translation>
    </message>
    <message>
        <source>Run against the demo cloud: same answer as in Upcall ({tools}).</source>
        <translation>已用演示云运行过：得到的响应与 Upcall 相同（{tools}）。</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Save the program</source>
        <translation>保存程序</translation>
    </message>
    <message>
        <source>Saved as “{name}”.</source>
        <translation>已保存为“{name}”。</translation>
    </message>
    <message>
        <source>Uploads “{name}” as “{key}” to {place} and prints your server&apos;s answer.</source>
        <translation>把“{name}”以“{key}”为名上传到 {place}，并打印你的服务器的响应。</translation>
    </message>
    <message>
        <source>Uploads “{name}” as “{key}” to {place}. No callback is asked for.</source>
        <translation>把“{name}”以“{key}”为名上传到 {place}。不请求回调。</translation>
    </message>
    <message>
        <source>not run</source>
        <translation>未运行过</translation>
    </message>
    <message>
        <source>was run</source>
        <translation>已运行过</translation>
    </message>
</context>
<context>
    <name>Colours</name>
    <message>
        <source>Blue</source>
        <translation>蓝色</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>绿色</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>灰色</translation>
    </message>
    <message>
        <source>Orange</source>
        <translation>橙色</translation>
    </message>
    <message>
        <source>Rose</source>
        <translation>玫红</translation>
    </message>
    <message>
        <source>Teal</source>
        <translation>青色</translation>
    </message>
    <message>
        <source>Violet</source>
        <translation>紫色</translation>
    </message>
</context>
<context>
    <name>Compare</name>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Body type</source>
        <translation>请求体类型</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>模板</translation>
    </message>
    <message>
        <source>Waiting for the answer</source>
        <translation>等待响应</translation>
    </message>
</context>
<context>
    <name>CompareDialog</name>
    <message>
        <source>Answer</source>
        <translation>响应</translation>
    </message>
    <message>
        <source>Both results, line by line</source>
        <translation>逐行比较两个结果</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Compare results</source>
        <translation>比较结果</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>标头</translation>
    </message>
    <message>
        <source>Left result</source>
        <translation>左边的结果</translation>
    </message>
    <message>
        <source>Only what differs</source>
        <translation>只看不同之处</translation>
    </message>
    <message>
        <source>Right result</source>
        <translation>右边的结果</translation>
    </message>
    <message>
        <source>Variables</source>
        <translation>变量</translation>
    </message>
    <message>
        <source>What differs has a sign and stands on a colour.</source>
        <translation>不同之处有符号和底色。</translation>
    </message>
    <message>
        <source>What is compared</source>
        <translation>比较什么</translation>
    </message>
</context>
<context>
    <name>CompareTable</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>different</source>
        <translation>不同</translation>
    </message>
    <message>
        <source>same</source>
        <translation>相同</translation>
    </message>
</context>
<context>
    <name>CompareTexts</name>
    <message numerus="yes">
        <source>%n line(s) differ; they have a sign in front.</source>
        <translation>
            <numerusform>有 %n 行不同，行首带有符号。</numerusform>
        </translation>
    </message>
    <message>
        <source>Both are the same.</source>
        <translation>两者相同。</translation>
    </message>
</context>
<context>
    <name>Connect</name>
    <message>
        <source>&amp;Address of the application server</source>
        <translation>应用服务器地址(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Bucket</source>
        <translation>Bucket(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Demo cloud on this computer</source>
        <translation>本机上的演示云(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Endpoint</source>
        <translation>Endpoint(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Folder</source>
        <translation>文件夹(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Kind of endpoint</source>
        <translation>Endpoint 类型(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Region</source>
        <translation>地域(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Something compatible</source>
        <translation>其他兼容服务(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Upload domain</source>
        <translation>上传域名(&amp;U)</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>A &amp;key</source>
        <translation>密钥(&amp;K)</translation>
    </message>
    <message>
        <source>A bucket in one of its regions.</source>
        <translation>位于某个地域的 Bucket。</translation>
    </message>
    <message>
        <source>A bucket&apos;s name has 3 to 63 small letters, digits or hyphens.</source>
        <translation>Bucket 名称为 3～63 个字符，只能用小写字母、数字和短横线。</translation>
    </message>
    <message>
        <source>A bucket&apos;s name has 4 to 32 small letters, digits or hyphens.</source>
        <translation>Bucket 名称由 4 到 32 个小写字母、数字或连字符组成。</translation>
    </message>
    <message>
        <source>A domain of your own</source>
        <translation>自定义域名</translation>
    </message>
    <message>
        <source>A domain that is bound to the bucket, such as up.shop.cn</source>
        <translation>已绑定到 Bucket 的域名，例如 up.shop.cn</translation>
    </message>
    <message>
        <source>A number (SubAppId). Empty: the main application of old accounts.</source>
        <translation>一个数字（SubAppId）。留空：旧账号的主应用。</translation>
    </message>
    <message>
        <source>A service with an endpoint of its own.</source>
        <translation>有自己 Endpoint 的服务。</translation>
    </message>
    <message>
        <source>A&amp;pplication&apos;s id</source>
        <translation>应用 ID(&amp;P)</translation>
    </message>
    <message>
        <source>Acceleration outside the mainland</source>
        <translation>传输加速（非中国内地）</translation>
    </message>
    <message>
        <source>Access &amp;code</source>
        <translation>访问码(&amp;C)</translation>
    </message>
    <message>
        <source>Access&amp;Key</source>
        <translation>Access&amp;Key</translation>
    </message>
    <message>
        <source>Address of the &amp;API</source>
        <translation>&amp;API 地址</translation>
    </message>
    <message>
        <source>Address of the &amp;storage</source>
        <translation>存储地址(&amp;S)</translation>
    </message>
    <message>
        <source>An application &amp;server</source>
        <translation>应用服务器(&amp;S)</translation>
    </message>
    <message>
        <source>Any name you like.</source>
        <translation>名称随意。</translation>
    </message>
    <message>
        <source>Digits only, such as {example}</source>
        <translation>只能是数字，例如 {example}</translation>
    </message>
    <message>
        <source>Domain for &amp;links</source>
        <translation>链接域名(&amp;L)</translation>
    </message>
    <message>
        <source>Dual-stack (IPv4 and IPv6)</source>
        <translation>双栈（IPv4 和 IPv6）</translation>
    </message>
    <message>
        <source>Empty: by its own name. Only for gateways and for practice.</source>
        <translation>留空：使用它自己的域名。仅用于网关和练习。</translation>
    </message>
    <message>
        <source>Empty: near you. Only regions that are switched on for the application.</source>
        <translation>留空：就近选择。只能是该应用已开通的地域。</translation>
    </message>
    <message>
        <source>Films and sound; your server hears of each file by an event.</source>
        <translation>音视频点播；每个文件都以事件通知你的服务器。</translation>
    </message>
    <message>
        <source>Give it a name, so that you know it again.</source>
        <translation>请起个名称，方便以后辨认。</translation>
    </message>
    <message>
        <source>I was given a &amp;connection file</source>
        <translation>我有一个连接文件(&amp;C)</translation>
    </message>
    <message>
        <source>ID and secret; temporary keys have a token as well.</source>
        <translation>密钥 ID 和 Secret，临时密钥还有安全令牌。</translation>
    </message>
    <message>
        <source>Internal: only from inside the cloud</source>
        <translation>内网：只能从云上访问</translation>
    </message>
    <message>
        <source>It hands out permissions, so that nobody here holds a key.</source>
        <translation>由它发放权限，本机不必保存密钥。</translation>
    </message>
    <message>
        <source>It is asked before uploads and answers with a permission that ends.</source>
        <translation>上传前向它请求，它会返回有时限的权限。</translation>
    </message>
    <message>
        <source>It is never shown again, and never written to a file.</source>
        <translation>保存后不再显示，也不会写入任何文件。</translation>
    </message>
    <message>
        <source>It stands in the bucket&apos;s overview in the console.</source>
        <translation>在控制台的 Bucket 概览中可以看到。</translation>
    </message>
    <message>
        <source>It was not found by itself. Choose it, or ask whoever runs the bucket.</source>
        <translation>未能自动识别。请选择，或询问 Bucket 的管理者。</translation>
    </message>
    <message>
        <source>Key &amp;ID</source>
        <translation>密钥 ID(&amp;I)</translation>
    </message>
    <message>
        <source>Key secre&amp;t</source>
        <translation>密钥 Secret(&amp;T)</translation>
    </message>
    <message>
        <source>Leave out the slash at the beginning.</source>
        <translation>请去掉开头的斜杠。</translation>
    </message>
    <message>
        <source>Mana&amp;gement domain</source>
        <translation>管理域名(&amp;G)</translation>
    </message>
    <message>
        <source>No account, offline; for practice.</source>
        <translation>无需账号和网络，用来练习。</translation>
    </message>
    <message>
        <source>Nothing in it was recognised. Please fill in the fields.</source>
        <translation>没有识别出可用的内容，请手动填写。</translation>
    </message>
    <message>
        <source>Object storage that calls your server back and processes media.</source>
        <translation>对象存储，可回调你的服务器并处理音视频和图片。</translation>
    </message>
    <message>
        <source>Only for temporary keys.</source>
        <translation>仅临时密钥需要填写。</translation>
    </message>
    <message>
        <source>Only the address, please: no folder behind it, and http or https in front.</source>
        <translation>请只填地址：以 http 或 https 开头，后面不带文件夹。</translation>
    </message>
    <message>
        <source>Only the domain, please: no folder behind it.</source>
        <translation>只填域名，后面不要带目录。</translation>
    </message>
    <message>
        <source>Optional, such as 2026/spring/</source>
        <translation>选填，例如 2026/spring/</translation>
    </message>
    <message>
        <source>Optional. Copied links begin with it.</source>
        <translation>选填。复制的链接将以它开头。</translation>
    </message>
    <message>
        <source>Optional. Only if your server asks for one.</source>
        <translation>选填。仅当你的服务器要求时填写。</translation>
    </message>
    <message>
        <source>Optional. With it stored files can be looked up, and tasks asked how they go.</source>
        <translation>选填。填写后可以查看已存储的文件，并查询任务进度。</translation>
    </message>
    <message>
        <source>Private deployment</source>
        <translation>专有部署</translation>
    </message>
    <message>
        <source>Public (usual)</source>
        <translation>公网（常用）</translation>
    </message>
    <message>
        <source>Secre&amp;tKey</source>
        <translation>Secre&amp;tKey</translation>
    </message>
    <message>
        <source>Secret&amp;Id</source>
        <translation>Secret&amp;Id</translation>
    </message>
    <message>
        <source>Security t&amp;oken</source>
        <translation>安全令牌(&amp;O)</translation>
    </message>
    <message>
        <source>Storage &amp;region</source>
        <translation>存储地域(&amp;R)</translation>
    </message>
    <message>
        <source>Taken: {parts}.</source>
        <translation>已填入：{parts}。</translation>
    </message>
    <message>
        <source>That is no address yet. It begins with https:// and has no blanks.</source>
        <translation>地址还不完整：须以 https:// 开头，且不含空格。</translation>
    </message>
    <message>
        <source>The environment has no key yet.</source>
        <translation>环境变量中还没有密钥。</translation>
    </message>
    <message>
        <source>The key is kept in {keyring}, and nowhere else.</source>
        <translation>密钥只保存在 {keyring} 中，不会存到别处。</translation>
    </message>
    <message>
        <source>The usual one fits, unless you go through a gateway.</source>
        <translation>除非经过网关，否则用默认地址即可。</translation>
    </message>
    <message>
        <source>The variables {variable} and so on, read at each start.</source>
        <translation>{variable} 等环境变量，每次启动时读取。</translation>
    </message>
    <message>
        <source>This computer has no keyring, so the key is kept for this session only: after the next start you will be asked again.</source>
        <translation>本机没有可用的系统密钥库，密钥仅在本次运行期间保留，下次启动后需要重新输入。</translation>
    </message>
    <message>
        <source>This computer&apos;s &amp;environment</source>
        <translation>本机的环境变量(&amp;E)</translation>
    </message>
    <message>
        <source>Transfer acceleration</source>
        <translation>传输加速</translation>
    </message>
    <message>
        <source>Two texts that belong together, from the service&apos;s console.</source>
        <translation>成对的两串文本，来自服务的控制台。</translation>
    </message>
    <message>
        <source>Type or paste the AccessKey.</source>
        <translation>请填写或粘贴 AccessKey。</translation>
    </message>
    <message>
        <source>Type or paste the SecretId.</source>
        <translation>请填写或粘贴 SecretId。</translation>
    </message>
    <message>
        <source>Type or paste the SecretKey that belongs to it.</source>
        <translation>请填写或粘贴与之对应的 SecretKey。</translation>
    </message>
    <message>
        <source>Type or paste the key&apos;s ID.</source>
        <translation>请输入或粘贴密钥 ID。</translation>
    </message>
    <message>
        <source>Type or paste the secret that belongs to the key.</source>
        <translation>请输入或粘贴与密钥 ID 对应的 Secret。</translation>
    </message>
    <message>
        <source>Type the address that your team gave you.</source>
        <translation>请填写团队给你的地址。</translation>
    </message>
    <message>
        <source>Type the bucket&apos;s name.</source>
        <translation>请填写 Bucket 名称。</translation>
    </message>
    <message>
        <source>Type the domain, such as {example}</source>
        <translation>请填写域名，例如 {example}</translation>
    </message>
    <message>
        <source>Type the service&apos;s address, such as {example}</source>
        <translation>请填写服务的地址，例如 {example}</translation>
    </message>
    <message>
        <source>Where the service listens, with http or https in front.</source>
        <translation>服务的访问地址，以 http 或 https 开头。</translation>
    </message>
    <message>
        <source>Your &amp;domain</source>
        <translation>你的域名(&amp;D)</translation>
    </message>
    <message>
        <source>Your team has prepared everything in it.</source>
        <translation>团队已在其中准备好一切。</translation>
    </message>
    <message>
        <source>application server</source>
        <translation>应用服务器</translation>
    </message>
    <message>
        <source>bucket</source>
        <translation>Bucket</translation>
    </message>
    <message>
        <source>endpoint</source>
        <translation>Endpoint</translation>
    </message>
    <message>
        <source>folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>its secret</source>
        <translation>对应的 Secret</translation>
    </message>
    <message>
        <source>its token</source>
        <translation>对应的安全令牌</translation>
    </message>
    <message>
        <source>key …{end}</source>
        <translation>密钥 …{end}</translation>
    </message>
    <message>
        <source>region</source>
        <translation>地域</translation>
    </message>
    <message>
        <source>such as {example}</source>
        <translation>例如 {example}</translation>
    </message>
    <message>
        <source>when it ends</source>
        <translation>到期时间</translation>
    </message>
    <message>
        <source>{name} ({id})</source>
        <translation>{name}（{id}）</translation>
    </message>
</context>
<context>
    <name>ConnectionBook</name>
    <message>
        <source>Practice could not be started. Please try again in a moment.</source>
        <translation>未能启动练习模式，请稍后再试。</translation>
    </message>
    <message>
        <source>The settings could not be saved. Is the disk full or write-protected?</source>
        <translation>无法保存设置。请检查磁盘是否已满或被写保护。</translation>
    </message>
</context>
<context>
    <name>CountWords</name>
    <message numerus="yes">
        <source>%n line(s) belong to no file on the list.</source>
        <translation>
            <numerusform>%n 行不对应列表中的任何文件。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) name a file that an earlier line has: the earlier one counts.</source>
        <translation>
            <numerusform>%n 行的文件名与前面的行重复：以前面的为准。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The answers for %n file(s) are too long together, first for “{name}”.</source>
        <translation>
            <numerusform>%n 个文件的回答合起来太长，第一个是“{name}”。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{found} of %n file(s) have a line in the table.</source>
        <translation>
            <numerusform>%n 个文件中有 {found} 个在表格里有对应的行。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>“{label}” cannot be sent as it is for %n file(s), first for “{name}”.</source>
        <translation>
            <numerusform>%n 个文件的“{label}”还不能这样发送，第一个是“{name}”。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>“{label}” is missing for %n file(s), first for “{name}”.</source>
        <translation>
            <numerusform>%n 个文件缺少“{label}”，第一个是“{name}”。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Curtain</name>
    <message>
        <source>Not shown while presenting</source>
        <translation>演示时不显示</translation>
    </message>
</context>
<context>
    <name>DemoConnections</name>
    <message>
        <source>Demo cloud</source>
        <translation>演示云</translation>
    </message>
    <message>
        <source>Demo cloud: addresses signed by your server</source>
        <translation>演示云：你的服务器签名的地址</translation>
    </message>
    <message>
        <source>Demo cloud: forms signed by your server</source>
        <translation>演示云：你的服务器签名的表单</translation>
    </message>
    <message>
        <source>Demo cloud: keys from your server</source>
        <translation>演示云：你的服务器发放的密钥</translation>
    </message>
    <message>
        <source>Demo cloud: {service}, callback upload</source>
        <translation>演示云：{service}，回调上传</translation>
    </message>
    <message>
        <source>Demo cloud: {service}, normal callback</source>
        <translation>演示云：{service}，普通回调</translation>
    </message>
    <message>
        <source>Demo cloud: {service}, normal upload</source>
        <translation>演示云：{service}，普通上传</translation>
    </message>
    <message>
        <source>Demo cloud: {service}, notification upload</source>
        <translation>演示云：{service}，通知上传</translation>
    </message>
    <message>
        <source>Demo cloud: {service}, reliable callback</source>
        <translation>演示云：{service}，可靠回调</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message numerus="yes">
        <source>%n file(s) taken off the list. Nothing was deleted.</source>
        <translation>
            <numerusform>已从列表移除 %n 个文件，未删除任何内容。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove %n file(s)</source>
        <translation>
            <numerusform>移除 %n 个文件</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DestinationBar</name>
    <message>
        <source>Add a connection</source>
        <translation>添加连接</translation>
    </message>
    <message>
        <source>Ask me</source>
        <translation>每次询问</translation>
    </message>
    <message>
        <source>Choose where to send</source>
        <translation>选择上传位置</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Edit this connection</source>
        <translation>编辑此连接</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Keep both</source>
        <translation>两者都保留</translation>
    </message>
    <message>
        <source>Only if different</source>
        <translation>内容不同才覆盖</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>覆盖</translation>
    </message>
    <message>
        <source>Replaced when the contents differ, else left as it is</source>
        <translation>内容不同时覆盖，否则保持不变</translation>
    </message>
    <message>
        <source>Same name</source>
        <translation>同名文件</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>The new file gets a number</source>
        <translation>为新文件加上编号</translation>
    </message>
    <message>
        <source>To</source>
        <translation>上传到</translation>
    </message>
    <message>
        <source>Upcall looks before each upload, and asks once for all names</source>
        <translation>每次上传前先查看，所有同名文件只问一次</translation>
    </message>
    <message>
        <source>What is there now is overwritten</source>
        <translation>已有的文件会被覆盖</translation>
    </message>
    <message>
        <source>What is there stays; the new file is not sent</source>
        <translation>保留已有的文件，不发送新文件</translation>
    </message>
    <message>
        <source>When a file of that name is there</source>
        <translation>遇到同名文件时</translation>
    </message>
    <message>
        <source>folder, if you like</source>
        <translation>文件夹（选填）</translation>
    </message>
</context>
<context>
    <name>DestinationNote</name>
    <message>
        <source>Holds for files that you add from now on.</source>
        <translation>对之后添加的文件有效。</translation>
    </message>
    <message>
        <source>Names would begin with “{bucket}”, the bucket&apos;s own name: it is part of the address already and would be there twice.</source>
        <translation>名称会以“{bucket}”开头，与 Bucket 同名：地址里已经有它，会出现两次。</translation>
    </message>
    <message>
        <source>No file can have the name that comes out.</source>
        <translation>得到的名称不能用作文件名。</translation>
    </message>
    <message>
        <source>Take it out</source>
        <translation>去掉</translation>
    </message>
    <message>
        <source>The addresses that your server signs replace a file of the same name. To keep both, it has to sign “{header}” as well.</source>
        <translation>你的服务器签名的地址会替换同名文件。若要两者都保留，它还需要对“{header}”签名。</translation>
    </message>
    <message>
        <source>{file} will be stored as {key}</source>
        <translation>{file} 将存储为 {key}</translation>
    </message>
</context>
<context>
    <name>Doctor</name>
    <message>
        <source>A practice key; it ends with the demo cloud.</source>
        <translation>练习密钥，随演示云一起失效。</translation>
    </message>
    <message>
        <source>Access</source>
        <translation>授权方式</translation>
    </message>
    <message>
        <source>Application server</source>
        <translation>应用服务器</translation>
    </message>
    <message>
        <source>Callback to</source>
        <translation>回调地址</translation>
    </message>
    <message>
        <source>Callbacks</source>
        <translation>回调</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>证书</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>重新检查</translation>
    </message>
    <message>
        <source>Check the address</source>
        <translation>检查地址</translation>
    </message>
    <message>
        <source>Check the application&apos;s id</source>
        <translation>检查应用 ID</translation>
    </message>
    <message>
        <source>Check the bucket</source>
        <translation>检查 Bucket</translation>
    </message>
    <message>
        <source>Check the server</source>
        <translation>检查服务器</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation>Endpoint</translation>
    </message>
    <message>
        <source>Enter it again</source>
        <translation>重新输入</translation>
    </message>
    <message>
        <source>Enter the management domain</source>
        <translation>填写管理域名</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件通知</translation>
    </message>
    <message>
        <source>Events are sent to {url}.</source>
        <translation>事件发送到 {url}。</translation>
    </message>
    <message>
        <source>Events are to be sent, but the application names no address for them.</source>
        <translation>事件应当发送出去，但应用没有填写接收地址。</translation>
    </message>
    <message>
        <source>Events wait in the application&apos;s queue until somebody fetches them.</source>
        <translation>事件在应用的队列中等待，直到有人取走。</translation>
    </message>
    <message>
        <source>Files may be stored here.</source>
        <translation>可以在这里存放文件。</translation>
    </message>
    <message>
        <source>Files may be stored here. What an upload leaves behind may not be cleared, though.</source>
        <translation>可以在这里存放文件，但不能清理未完成上传的残留。</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>How to set the clock</source>
        <translation>如何校准时间</translation>
    </message>
    <message>
        <source>It answered and gave permission to upload.</source>
        <translation>它已响应，并给予上传许可。</translation>
    </message>
    <message>
        <source>It is accepted.</source>
        <translation>已通过验证。</translation>
    </message>
    <message>
        <source>It is kept safe.</source>
        <translation>已妥善保存。</translation>
    </message>
    <message>
        <source>It is off by {seconds} s; we go by the service&apos;s clock.</source>
        <translation>本机时间相差 {seconds} 秒，我们以服务端的时间为准。</translation>
    </message>
    <message>
        <source>It is valid: this is the service that it says it is.</source>
        <translation>有效：对方就是它所声明的服务。</translation>
    </message>
    <message>
        <source>Kept in {keyring}, and in no file.</source>
        <translation>保存在 {keyring} 中，不写入任何文件。</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>May list</source>
        <translation>列举权限</translation>
    </message>
    <message>
        <source>May look</source>
        <translation>查询权限</translation>
    </message>
    <message>
        <source>May write</source>
        <translation>写入权限</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>域名</translation>
    </message>
    <message>
        <source>None is needed (system setting).</source>
        <translation>不需要（按系统设置）。</translation>
    </message>
    <message>
        <source>None is needed: the line is not encrypted.</source>
        <translation>不需要：连接没有加密。</translation>
    </message>
    <message>
        <source>None is needed: your server gives permission.</source>
        <translation>不需要：由你的服务器授权。</translation>
    </message>
    <message>
        <source>None is used.</source>
        <translation>未使用。</translation>
    </message>
    <message>
        <source>Open your system&apos;s settings for date and time and switch on “set automatically”. Uploads work meanwhile: Upcall goes by the service&apos;s clock.</source>
        <translation>请打开系统的日期和时间设置，开启“自动设置”。在此之前仍可上传：Upcall 以服务端的时间为准。</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>代理</translation>
    </message>
    <message>
        <source>Read from the environment, kept nowhere.</source>
        <translation>从环境变量读取，不作保存。</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>地域</translation>
    </message>
    <message>
        <source>Second address</source>
        <translation>第二个地址</translation>
    </message>
    <message>
        <source>Secret</source>
        <translation>密钥存放</translation>
    </message>
    <message>
        <source>Show what the key must be allowed</source>
        <translation>查看密钥所需的权限</translation>
    </message>
    <message>
        <source>Something before it has to work first.</source>
        <translation>需要先解决前面的问题。</translation>
    </message>
    <message>
        <source>Stored files can be looked up after a broken line.</source>
        <translation>连接中断后，可以查询文件是否已存储。</translation>
    </message>
    <message>
        <source>Stored files cannot be looked up. Fine for uploading, as long as the line holds.</source>
        <translation>无法查询已存储的文件。只要连接不中断，就不影响上传。</translation>
    </message>
    <message>
        <source>Switch to {region} and check again</source>
        <translation>改用 {region} 并重新检查</translation>
    </message>
    <message>
        <source>The application tells nobody when a file has arrived (switch is off).</source>
        <translation>文件到达时应用不通知任何人（开关已关闭）。</translation>
    </message>
    <message>
        <source>The beginning of a file was taken; a whole one was not tried.</source>
        <translation>接收了文件的开头；没有尝试完整的文件。</translation>
    </message>
    <message>
        <source>The bucket may be listed.</source>
        <translation>可以列举 Bucket。</translation>
    </message>
    <message>
        <source>The callback of this connection is switched off.</source>
        <translation>此连接的回调已关闭。</translation>
    </message>
    <message>
        <source>The line is not encrypted: others could read along.</source>
        <translation>连接没有加密，内容可能被他人看到。</translation>
    </message>
    <message>
        <source>The region {region} offers none: files arrive, but your server is not told.</source>
        <translation>地域 {region} 不支持回调：文件可以送达，但不会通知你的服务器。</translation>
    </message>
    <message>
        <source>The system names a proxy script that nothing here can run. See Settings, Network.</source>
        <translation>系统指定了代理脚本，但这里没有可运行它的组件。请看“设置”的“网络”。</translation>
    </message>
    <message>
        <source>The way out leads through {proxy}.</source>
        <translation>通过 {proxy} 访问网络。</translation>
    </message>
    <message>
        <source>There is no keyring here: kept until Upcall ends, and in no file.</source>
        <translation>本机没有可用的系统密钥库：只保留到 Upcall 退出，不写入任何文件。</translation>
    </message>
    <message>
        <source>There is no management domain, so nothing can be asked. Uploads work without.</source>
        <translation>没有填写管理域名，因此无法查询；上传不受影响。</translation>
    </message>
    <message>
        <source>There is none yet.</source>
        <translation>还没有密钥。</translation>
    </message>
    <message>
        <source>They are offered here.</source>
        <translation>此处提供回调。</translation>
    </message>
    <message>
        <source>This computer&apos;s clock is right.</source>
        <translation>本机时间准确。</translation>
    </message>
    <message>
        <source>This key may not list. That is fine for uploading.</source>
        <translation>此密钥没有列举权限，不影响上传。</translation>
    </message>
    <message>
        <source>Upcall</source>
        <translation>Upcall</translation>
    </message>
    <message>
        <source>Use a domain of your own</source>
        <translation>使用自定义域名</translation>
    </message>
    <message>
        <source>When</source>
        <translation>检查时间</translation>
    </message>
    <message>
        <source>Whether this region offers callbacks is not confirmed. Try one file.</source>
        <translation>尚未确认此地域是否支持回调，请用一个文件试试。</translation>
    </message>
    <message>
        <source>Your server decides it with each permission.</source>
        <translation>由你的服务器在每次授权时决定。</translation>
    </message>
    <message>
        <source>Your server decides it; it is not needed.</source>
        <translation>由你的服务器决定，不需要。</translation>
    </message>
    <message>
        <source>Your server gives permission to upload and no more.</source>
        <translation>你的服务器只授予了上传权限。</translation>
    </message>
    <message>
        <source>Your server gives permission to upload and no more: nobody here can look.</source>
        <translation>你的服务器只给出上传许可，这里无法查看。</translation>
    </message>
    <message>
        <source>application server {host}</source>
        <translation>应用服务器 {host}</translation>
    </message>
    <message>
        <source>environment</source>
        <translation>环境变量</translation>
    </message>
    <message>
        <source>good</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>key</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>needs you</source>
        <translation>待处理</translation>
    </message>
    <message>
        <source>not looked at</source>
        <translation>未检查</translation>
    </message>
    <message>
        <source>note</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>{host} is found on the network.</source>
        <translation>可以在网络上找到 {host}。</translation>
    </message>
    <message>
        <source>{title}.</source>
        <translation>{title}。</translation>
    </message>
</context>
<context>
    <name>DoctorDialog</name>
    <message>
        <source>&amp;Copy report</source>
        <translation>复制报告(&amp;C)</translation>
    </message>
    <message>
        <source>Check &amp;again</source>
        <translation>重新检查(&amp;A)</translation>
    </message>
    <message>
        <source>Check connection</source>
        <translation>检查连接</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Copied ✓</source>
        <translation>已复制 ✓</translation>
    </message>
    <message>
        <source>Does “{name}” work?</source>
        <translation>“{name}”能用吗？</translation>
    </message>
    <message>
        <source>Nothing is stored by looking.</source>
        <translation>检查不会存储任何内容。</translation>
    </message>
</context>
<context>
    <name>DoctorLines</name>
    <message>
        <source>Checking</source>
        <translation>正在检查</translation>
    </message>
    <message>
        <source>Checking… You need not wait for it.</source>
        <translation>正在检查… 你不必等待。</translation>
    </message>
</context>
<context>
    <name>Doors</name>
    <message>
        <source>About Upcall</source>
        <translation>关于 Upcall</translation>
    </message>
    <message>
        <source>Add a folder</source>
        <translation>添加文件夹</translation>
    </message>
    <message>
        <source>Add files</source>
        <translation>添加文件</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Another name for “{name}”</source>
        <translation>“{name}”的新名称</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Connection files (*.upcall)</source>
        <translation>连接文件 (*.upcall)</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Forget “{name}”?</source>
        <translation>要删除“{name}”吗？</translation>
    </message>
    <message>
        <source>Its settings and its key are removed from this computer. Files that are stored stay stored.</source>
        <translation>它的设置和密钥将从本机删除，已存储的文件不受影响。</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Open a connection file</source>
        <translation>打开连接文件</translation>
    </message>
    <message>
        <source>Upcall {version}</source>
        <translation>Upcall {version}</translation>
    </message>
    <message>
        <source>Upload</source>
        <translation>上传</translation>
    </message>
    <message>
        <source>Uploads files to object storage and shows what your server answered.</source>
        <translation>将文件上传到对象存储，并显示你的服务器的回复。</translation>
    </message>
</context>
<context>
    <name>DropOverlay</name>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n 个文件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n folder(s)</source>
        <translation>
            <numerusform>%n 个文件夹</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s)</source>
        <translation>
            <numerusform>%n 个项目</numerusform>
        </translation>
    </message>
    <message>
        <source>Drop it</source>
        <translation>松开即可添加</translation>
    </message>
    <message>
        <source>Let go anywhere in this window</source>
        <translation>在窗口内任意位置松开即可</translation>
    </message>
    <message>
        <source>Open this connection file</source>
        <translation>打开此连接文件</translation>
    </message>
    <message>
        <source>more than {count} files</source>
        <translation>超过 {count} 个文件</translation>
    </message>
    <message>
        <source>{files}, {folders}</source>
        <translation>{files}、{folders}</translation>
    </message>
    <message>
        <source>{what} → {place}</source>
        <translation>{what} → {place}</translation>
    </message>
</context>
<context>
    <name>DropStrip</name>
    <message>
        <source>Choose files</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>Drop more files or folders anywhere in this window</source>
        <translation>可以继续将文件或文件夹拖到窗口任意位置</translation>
    </message>
</context>
<context>
    <name>EmptyState</name>
    <message>
        <source>Choose a folder</source>
        <translation>选择文件夹</translation>
    </message>
    <message>
        <source>Choose files</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>Drop files or folders here</source>
        <translation>将文件或文件夹拖到这里</translation>
    </message>
    <message>
        <source>Nothing is sent until you press Upload.</source>
        <translation>点击“上传”后才会开始发送。</translation>
    </message>
    <message>
        <source>Sending begins at once.</source>
        <translation>添加后会立即开始发送。</translation>
    </message>
</context>
<context>
    <name>EnvironmentCard</name>
    <message>
        <source>A key is there; it ends in {hint}</source>
        <translation>已有密钥，末尾为 {hint}</translation>
    </message>
    <message>
        <source>There is no key in the environment of this program yet.</source>
        <translation>本程序的环境变量中还没有密钥。</translation>
    </message>
</context>
<context>
    <name>Errors</name>
    <message>
        <source>A callback key has at most 32 letters and digits.</source>
        <translation>回调密钥最多 32 个字母和数字。</translation>
    </message>
    <message>
        <source>A condition of the policy that your server signed is not met.</source>
        <translation>不满足你的服务器签名的策略中的某个条件。</translation>
    </message>
    <message>
        <source>A field of the form is longer than the service takes.</source>
        <translation>表单中有字段超过了存储服务允许的长度。</translation>
    </message>
    <message>
        <source>A file of ours is there, but it is not the same as yours.</source>
        <translation>那里有我们上传的文件，但与你的不一致。</translation>
    </message>
    <message>
        <source>A file of that name cannot be replaced like this</source>
        <translation>同名文件不能这样覆盖</translation>
    </message>
    <message>
        <source>A file of that name is already there</source>
        <translation>目标位置已有同名文件</translation>
    </message>
    <message>
        <source>A file of that name is in the archive</source>
        <translation>同名文件已归档</translation>
    </message>
    <message>
        <source>A form upload takes at most {most}.</source>
        <translation>表单上传最大支持 {most}。</translation>
    </message>
    <message>
        <source>A part that was sent is missing or differs at the service.</source>
        <translation>服务端缺少某个已上传的分片，或该分片的内容不一致。</translation>
    </message>
    <message>
        <source>A proxy may have taken it out; check the network settings.</source>
        <translation>可能被代理去掉了，请检查网络设置。</translation>
    </message>
    <message>
        <source>A result of the processing has that name already.</source>
        <translation>已有同名的处理结果。</translation>
    </message>
    <message>
        <source>A web page answered instead of the storage</source>
        <translation>收到的是一个网页，而不是存储服务的回复</translation>
    </message>
    <message>
        <source>Additional headers of the callback are not valid.</source>
        <translation>回调的附加标头无效。</translation>
    </message>
    <message>
        <source>All custom variables take {length} of {longest} letters.</source>
        <translation>所有自定义变量共 {length} 个字符，上限为 {longest}。</translation>
    </message>
    <message>
        <source>An address of the callback is missing or no address.</source>
        <translation>有回调地址缺失或无效。</translation>
    </message>
    <message>
        <source>An upload option cannot be sent as it is: “{name}”.</source>
        <translation>上传选项“{name}”目前的值无法发送。</translation>
    </message>
    <message>
        <source>Ask for new access, then press Try again.</source>
        <translation>请重新申请访问权限，然后点击“重试”。</translation>
    </message>
    <message>
        <source>Ask for new access; your files go on from there.</source>
        <translation>请申请新的访问权限，之后文件会接着上传。</translation>
    </message>
    <message>
        <source>Ask the person who set this up for you for more room.</source>
        <translation>请联系帮你设置的人增加空间。</translation>
    </message>
    <message>
        <source>Ask the person who set this up for you to look at it.</source>
        <translation>请联系帮你设置的人看一下。</translation>
    </message>
    <message>
        <source>Ask whether it is there; if it is not, press Try again.</source>
        <translation>请先问一下文件是否已经在那里；如果没有，再点击“重试”。</translation>
    </message>
    <message>
        <source>Ask your IT team, then open Settings and set the network up.</source>
        <translation>请咨询 IT 人员，然后在“设置”中配置网络。</translation>
    </message>
    <message>
        <source>Ask your IT team, then press Try again.</source>
        <translation>请咨询 IT 人员，然后点击“重试”。</translation>
    </message>
    <message>
        <source>Check its address in the connection, then ask it again.</source>
        <translation>请检查连接中的地址，然后再次向它请求。</translation>
    </message>
    <message>
        <source>Check its key, its clock and its application, then ask anew.</source>
        <translation>检查它的密钥、时钟和应用，然后重新请求。</translation>
    </message>
    <message>
        <source>Check that it opens in another program, then try again.</source>
        <translation>请确认用其他程序能打开它，然后重试。</translation>
    </message>
    <message>
        <source>Check that the file is a picture and is still there.</source>
        <translation>请确认文件是图片，并且还在原处。</translation>
    </message>
    <message>
        <source>Check the address, the firewall, and that the server is running.</source>
        <translation>请检查地址、防火墙，并确认服务器正在运行。</translation>
    </message>
    <message>
        <source>Check the bucket&apos;s name and its region in the connection.</source>
        <translation>请检查连接中的 Bucket 名称和地域。</translation>
    </message>
    <message>
        <source>Check the connection to the internet, then press Try again.</source>
        <translation>请检查网络连接，然后点击“重试”。</translation>
    </message>
    <message>
        <source>Check the endpoint: it may be a website or another service.</source>
        <translation>请检查 Endpoint：它可能是网站或其他服务。</translation>
    </message>
    <message>
        <source>Check the endpoint; a company certificate belongs into the certificate store of this computer.</source>
        <translation>请检查 Endpoint；如果使用公司证书，需要先导入本机的证书库。</translation>
    </message>
    <message>
        <source>Check the endpoint; the answer is shown below.</source>
        <translation>请检查 Endpoint；响应内容见下方。</translation>
    </message>
    <message>
        <source>Check the line and the spelling of the endpoint.</source>
        <translation>请检查网络连接，以及 Endpoint 是否拼写正确。</translation>
    </message>
    <message>
        <source>Check the name of the bucket and the upload domain.</source>
        <translation>请检查 Bucket 名称和上传域名。</translation>
    </message>
    <message>
        <source>Check the port of the endpoint, or try again later.</source>
        <translation>请检查 Endpoint 的端口，或稍后重试。</translation>
    </message>
    <message>
        <source>Check the server&apos;s address in the connection.</source>
        <translation>请检查连接中的服务器地址。</translation>
    </message>
    <message>
        <source>Check the upload domain in the connection.</source>
        <translation>请检查连接中的上传域名。</translation>
    </message>
    <message>
        <source>Check the upload options and the callback.</source>
        <translation>请检查上传选项和回调。</translation>
    </message>
    <message>
        <source>Choose a JPG or PNG under Upload options.</source>
        <translation>请在“上传选项”中选择 JPG 或 PNG。</translation>
    </message>
    <message>
        <source>Choose a smaller file, or ask who set this up for you.</source>
        <translation>请换一个较小的文件，或联系帮你设置的人。</translation>
    </message>
    <message>
        <source>Choose another name for results under Upload options.</source>
        <translation>请在“上传选项”中为结果另取名称。</translation>
    </message>
    <message>
        <source>Choose another one under Upload options.</source>
        <translation>请在“上传选项”中另选一种。</translation>
    </message>
    <message>
        <source>Choose another way of sending in the upload options.</source>
        <translation>请在上传选项中换一种发送方式。</translation>
    </message>
    <message>
        <source>Choose one of the two.</source>
        <translation>请选择其中之一。</translation>
    </message>
    <message>
        <source>Choose one that lies ahead, under Upload options.</source>
        <translation>请在“上传选项”中选择将来的时刻。</translation>
    </message>
    <message>
        <source>Copy it from the file&apos;s result.</source>
        <translation>请从文件的结果中复制。</translation>
    </message>
    <message>
        <source>Copy the report; a newer Upcall may know how.</source>
        <translation>请复制报告；更新版本的 Upcall 也许支持。</translation>
    </message>
    <message>
        <source>Copy the request id for the service&apos;s support.</source>
        <translation>请复制请求 ID，提供给服务商的技术支持。</translation>
    </message>
    <message>
        <source>Correct it in the connection, then try again.</source>
        <translation>请在连接中修改，然后重试。</translation>
    </message>
    <message>
        <source>Correct it on the Callback tab, then drop the file again.</source>
        <translation>请在“回调”标签页中修改，然后重新拖入文件。</translation>
    </message>
    <message>
        <source>Correct it on the Callback tab, then press Try again.</source>
        <translation>请在“回调”标签页中修改，然后点击“重试”。</translation>
    </message>
    <message>
        <source>Correct it under Upload options, then press Try again.</source>
        <translation>请在“上传选项”中修改，然后点击“重试”。</translation>
    </message>
    <message>
        <source>Correct the address in the callback.</source>
        <translation>请修改回调地址。</translation>
    </message>
    <message>
        <source>Correct the connection&apos;s bucket, or what your server signs.</source>
        <translation>请更正连接的 Bucket，或服务器签名的内容。</translation>
    </message>
    <message>
        <source>Correct the connection, then press Try again.</source>
        <translation>请修改连接，然后点击“重试”。</translation>
    </message>
    <message>
        <source>Correct the region in the connection, then try again.</source>
        <translation>请修改连接中的地域，然后重试。</translation>
    </message>
    <message>
        <source>Correct the value, then press Try again.</source>
        <translation>请更正这个值，然后按“重试”。</translation>
    </message>
    <message>
        <source>Correct what your server signs, then try again.</source>
        <translation>请修改你的服务器签名的内容，然后重试。</translation>
    </message>
    <message>
        <source>Drop the finished film instead.</source>
        <translation>请改为拖入完整的视频。</translation>
    </message>
    <message>
        <source>Enable it in the service&apos;s console, or enter another key.</source>
        <translation>请在服务商控制台中启用，或换一个密钥。</translation>
    </message>
    <message>
        <source>Enter a fresh one, or let your server sign for longer.</source>
        <translation>请填写新的令牌，或让服务器签发更长的有效期。</translation>
    </message>
    <message>
        <source>Enter a shorter, plainer one.</source>
        <translation>请填写更短、更简单的密钥。</translation>
    </message>
    <message>
        <source>Enter it in the connection, as the domain for links.</source>
        <translation>请在连接中填写“链接域名”。</translation>
    </message>
    <message>
        <source>Enter it; it stands in the bucket&apos;s overview in the console.</source>
        <translation>请填写它；在控制台的 Bucket 概览中可以看到。</translation>
    </message>
    <message>
        <source>Enter key and token again, or let your server sign anew.</source>
        <translation>请重新填写密钥和令牌，或让服务器重新签名。</translation>
    </message>
    <message>
        <source>Enter that endpoint in the connection, then try again.</source>
        <translation>请在连接中填写该 Endpoint，然后重试。</translation>
    </message>
    <message>
        <source>Enter the access again, or check the endpoint.</source>
        <translation>请重新输入访问信息，或检查 Endpoint。</translation>
    </message>
    <message>
        <source>Enter the bucket&apos;s name by hand.</source>
        <translation>请手动填写 Bucket 名称。</translation>
    </message>
    <message>
        <source>Enter the code again, or ask for a new one.</source>
        <translation>请重新输入访问码，或申请新的访问码。</translation>
    </message>
    <message>
        <source>Enter the id (SubAppId) that stands in the console.</source>
        <translation>请填写控制台中的 ID（SubAppId）。</translation>
    </message>
    <message>
        <source>Events are either sent or fetched.</source>
        <translation>事件要么推送，要么拉取。</translation>
    </message>
    <message>
        <source>Files arrive all the same.</source>
        <translation>文件仍会正常到达。</translation>
    </message>
    <message>
        <source>Files cannot be set to be deleted at that moment.</source>
        <translation>不能设置在那个时刻删除文件。</translation>
    </message>
    <message>
        <source>Give the file a shorter, plainer name and drop it again.</source>
        <translation>请给文件换一个更短、更简单的名称，然后重新拖入。</translation>
    </message>
    <message>
        <source>Give the key the right to put objects under this prefix.</source>
        <translation>请为该密钥授予向此前缀上传文件的权限。</translation>
    </message>
    <message>
        <source>Give the key the rights ApplyUpload and CommitUpload.</source>
        <translation>为该密钥授予 ApplyUpload 和 CommitUpload 权限。</translation>
    </message>
    <message>
        <source>Give your file another name and drop it again.</source>
        <translation>请给文件换个名称，然后重新拖入。</translation>
    </message>
    <message>
        <source>Give your file its ending and drop it again.</source>
        <translation>请给文件加上扩展名，再拖进来。</translation>
    </message>
    <message>
        <source>Is it running? For an https address, switch SNI on under Advanced.</source>
        <translation>它在运行吗？如果是 https 地址，请在“高级”中开启 SNI。</translation>
    </message>
    <message>
        <source>It asked us to slow down. What was sent so far is kept.</source>
        <translation>对方要求放慢速度。已发送的内容会保留。</translation>
    </message>
    <message>
        <source>It cannot be played alone. Nothing was sent.</source>
        <translation>它不能单独播放。没有发送任何内容。</translation>
    </message>
    <message>
        <source>It cannot lock files up the way that is set here.</source>
        <translation>不支持按这里的设置加密文件。</translation>
    </message>
    <message>
        <source>It did not accept what the storage told it.</source>
        <translation>服务器没有接受存储服务发出的通知。</translation>
    </message>
    <message>
        <source>It did not see the file that had just arrived.</source>
        <translation>它还没有看到刚刚到达的文件。</translation>
    </message>
    <message>
        <source>It did not take those that Upcall has, or Upcall has none.</source>
        <translation>它没有接受 Upcall 现有的用户名和密码，或者 Upcall 还没有。</translation>
    </message>
    <message>
        <source>It does not let the storage in.</source>
        <translation>服务器不允许存储服务访问。</translation>
    </message>
    <message>
        <source>It does not let you store files just now.</source>
        <translation>暂时不允许你存放文件。</translation>
    </message>
    <message>
        <source>It gave a reason that we do not know.</source>
        <translation>返回的原因我们无法识别。</translation>
    </message>
    <message>
        <source>It has to be woken up before it can be replaced.</source>
        <translation>需要先解冻，才能覆盖。</translation>
    </message>
    <message>
        <source>It is not your file.</source>
        <translation>不是你的文件的问题。</translation>
    </message>
    <message>
        <source>It is not your file. What was sent so far is kept.</source>
        <translation>这与你的文件无关。已发送的内容会保留。</translation>
    </message>
    <message>
        <source>It is too long or has signs that are not permitted there.</source>
        <translation>文件名太长，或含有不允许使用的字符。</translation>
    </message>
    <message>
        <source>It keeps half-sent files only for a while.</source>
        <translation>没传完的文件只会保留一段时间。</translation>
    </message>
    <message>
        <source>It lets you store files, but nothing else.</source>
        <translation>只允许存放文件，不允许其他操作。</translation>
    </message>
    <message>
        <source>It may have at most {most}. Nothing was sent.</source>
        <translation>最大 {most}。没有发送任何内容。</translation>
    </message>
    <message>
        <source>It may have been deleted or renamed there meanwhile.</source>
        <translation>它可能已在那里被删除或改名。</translation>
    </message>
    <message>
        <source>It may not be replaced, so nothing was changed.</source>
        <translation>该文件不允许覆盖，因此没有做任何改动。</translation>
    </message>
    <message>
        <source>It must have at least {least}. Nothing was sent.</source>
        <translation>最小 {least}。没有发送任何内容。</translation>
    </message>
    <message>
        <source>It needs a name that the whole internet knows.</source>
        <translation>需要使用公网可解析的域名。</translation>
    </message>
    <message>
        <source>It sent us on to another address, which uploads never take.</source>
        <translation>它要求转到另一个地址，上传从不跟随。</translation>
    </message>
    <message>
        <source>It takes films, sound and pictures.</source>
        <translation>它接受视频、音频和图片。</translation>
    </message>
    <message>
        <source>It was left as it is.</source>
        <translation>原有文件没有改动。</translation>
    </message>
    <message>
        <source>It was moved, renamed or deleted after it was added.</source>
        <translation>添加之后，它被移动、重命名或删除了。</translation>
    </message>
    <message>
        <source>It was not copied whole, or it was changed.</source>
        <translation>可能没有复制完整，或者已被更改。</translation>
    </message>
    <message>
        <source>It was not kept on this computer, or it was removed.</source>
        <translation>密钥没有保存在本机，或已被删除。</translation>
    </message>
    <message>
        <source>It was removed, renamed, or its name is misspelt here.</source>
        <translation>它可能已被删除或改名，也可能是这里填写的名称不一致。</translation>
    </message>
    <message>
        <source>It was told, but something went wrong there.</source>
        <translation>通知已送到，但服务器处理时出了问题。</translation>
    </message>
    <message>
        <source>It was too long, or nobody could tell how long it is.</source>
        <translation>回复太长，或无法得知它有多长。</translation>
    </message>
    <message>
        <source>Its answer holds no temporary key, no signed policy and no signed address.</source>
        <translation>它的响应中没有临时密钥、已签名的策略或已签名的地址。</translation>
    </message>
    <message>
        <source>Its computer is there, but takes no connections just now.</source>
        <translation>对方在线，但暂时不接受连接。</translation>
    </message>
    <message>
        <source>Its name, size or kind is not among what you may store.</source>
        <translation>它的名称、大小或类型不在允许存放的范围内。</translation>
    </message>
    <message>
        <source>Its own words are below; its support can look the id up.</source>
        <translation>原文见下方；服务商的技术支持可以凭 ID 查询。</translation>
    </message>
    <message>
        <source>Let it answer first and do the work afterwards.</source>
        <translation>请让它先响应，再处理任务。</translation>
    </message>
    <message>
        <source>Let it answer with status 200 and JSON; its log may show what it sent.</source>
        <translation>请让它以状态码 200 返回 JSON；它的日志里可能有实际发送的内容。</translation>
    </message>
    <message>
        <source>Let it be deleted there, then try again.</source>
        <translation>请先在那里删除它，然后重试。</translation>
    </message>
    <message>
        <source>Let it sign for an https address of the storage.</source>
        <translation>请让它对存储服务的 https 地址签名。</translation>
    </message>
    <message>
        <source>Let the account&apos;s owner put your network on the list.</source>
        <translation>请账号所有者把你的网络加入名单。</translation>
    </message>
    <message>
        <source>Let the storage&apos;s addresses through, or look into its log.</source>
        <translation>请放行存储服务的地址，或查看服务器日志。</translation>
    </message>
    <message>
        <source>Let your server hand out a temporary key instead.</source>
        <translation>请让你的服务器改为发放临时密钥。</translation>
    </message>
    <message>
        <source>Let your server hand out a temporary key: then parts work.</source>
        <translation>请让你的服务器发放临时密钥，这样就可以分片上传。</translation>
    </message>
    <message>
        <source>Let your server sign for smaller files.</source>
        <translation>请让你的服务器在签名时允许更小的文件。</translation>
    </message>
    <message>
        <source>Look for unpaid bills or notices in the service&apos;s console.</source>
        <translation>请到服务商控制台查看是否欠费或有通知。</translation>
    </message>
    <message>
        <source>Look into its log, then ask it again.</source>
        <translation>请查看它的日志，然后再次向它请求。</translation>
    </message>
    <message>
        <source>Look into the service&apos;s console before you send it again.</source>
        <translation>再次发送前，请先在服务的控制台中查看。</translation>
    </message>
    <message>
        <source>Look into your server&apos;s log.</source>
        <translation>请查看你的服务器日志。</translation>
    </message>
    <message>
        <source>Look into your server&apos;s log; it may not accept the storage&apos;s signature.</source>
        <translation>请查看你的服务器日志；可能没有通过对存储服务签名的验证。</translation>
    </message>
    <message>
        <source>Look whether it is whole, or ask who set this up for you.</source>
        <translation>请确认文件是否完整，或联系帮你设置的人。</translation>
    </message>
    <message>
        <source>Nobody can say whether the file arrived</source>
        <translation>无法确定文件是否已送达</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>没有做任何改动。</translation>
    </message>
    <message>
        <source>Nothing was sent, so that nobody else can read your file.</source>
        <translation>为避免文件被他人看到，没有发送任何内容。</translation>
    </message>
    <message>
        <source>Nothing was sent.</source>
        <translation>没有发送任何内容。</translation>
    </message>
    <message>
        <source>Often this is the sign-in page of a hotel or guest network.</source>
        <translation>这通常是酒店或访客网络的登录页面。</translation>
    </message>
    <message>
        <source>Only you know the domain for downloads.</source>
        <translation>下载域名只有你自己知道。</translation>
    </message>
    <message>
        <source>Open Settings, Network, and check the proxy.</source>
        <translation>请打开“设置”，在“网络”中检查代理。</translation>
    </message>
    <message>
        <source>Open Settings, Network, enter them, then try again.</source>
        <translation>打开“设置”的“网络”，填写后重试。</translation>
    </message>
    <message>
        <source>Open any web page, sign in if asked, then press Try again.</source>
        <translation>请打开任意网页，如有提示请先登录，然后点击“重试”。</translation>
    </message>
    <message>
        <source>Open settings and enter them; your IT team knows them.</source>
        <translation>请打开设置并填写；IT 人员知道它们。</translation>
    </message>
    <message>
        <source>Open the connection and enter the key again.</source>
        <translation>请打开连接，重新输入密钥。</translation>
    </message>
    <message>
        <source>Open the connection and enter the key.</source>
        <translation>请打开连接，输入密钥。</translation>
    </message>
    <message>
        <source>Press Try again in a little while.</source>
        <translation>请稍后点击“重试”。</translation>
    </message>
    <message>
        <source>Press Try again to send it once more.</source>
        <translation>请点击“重试”再发送一次。</translation>
    </message>
    <message>
        <source>Press Try again to send yours all the same.</source>
        <translation>如仍要发送，请点击“重试”。</translation>
    </message>
    <message>
        <source>Press Try again. If it happens again, check cable or Wi-Fi.</source>
        <translation>请点击“重试”。如果再次出现，请检查网线或 Wi-Fi。</translation>
    </message>
    <message>
        <source>Press Try again. If it happens again, copy the report.</source>
        <translation>请点击“重试”。如果再次出现，请复制报告。</translation>
    </message>
    <message>
        <source>Press Try again. If it happens again, send us the log.</source>
        <translation>请点击“重试”。如果再次出现，请把日志发给我们。</translation>
    </message>
    <message>
        <source>Press Try again: it starts from the beginning.</source>
        <translation>请点击“重试”，将从头开始上传。</translation>
    </message>
    <message>
        <source>Put it back and press Try again, or drop it here again.</source>
        <translation>请把文件放回原处再点击“重试”，或重新拖到这里。</translation>
    </message>
    <message>
        <source>Put the final address into the callback.</source>
        <translation>请在回调中填写最终地址。</translation>
    </message>
    <message>
        <source>Raise the quota or delete what is not needed any more.</source>
        <translation>请提高配额，或删除不再需要的内容。</translation>
    </message>
    <message>
        <source>Raise the token&apos;s life under Upload options, then try again.</source>
        <translation>请在“上传选项”中延长令牌有效期，然后重试。</translation>
    </message>
    <message>
        <source>Save it in another format, such as MP4, and drop it again.</source>
        <translation>请另存为其他格式，例如 MP4，再拖进来。</translation>
    </message>
    <message>
        <source>Save it, close it in other programs, then press Try again.</source>
        <translation>请保存文件并在其他程序中关闭，然后点击“重试”。</translation>
    </message>
    <message>
        <source>Send a Content-Length header and a shorter answer.</source>
        <translation>请返回 Content-Length 标头，并缩短响应内容。</translation>
    </message>
    <message>
        <source>Send fewer files at a time.</source>
        <translation>请减少同时上传的文件数。</translation>
    </message>
    <message>
        <source>Set date and time of this computer, then press Try again.</source>
        <translation>请校准本机的日期和时间，然后点击“重试”。</translation>
    </message>
    <message>
        <source>Set none under Upload options, then press Try again.</source>
        <translation>请在“上传选项”中清空它，然后按“重试”。</translation>
    </message>
    <message>
        <source>Set the callback of the connection instead.</source>
        <translation>请改为设置连接的回调。</translation>
    </message>
    <message>
        <source>Set the method to automatic or in parts.</source>
        <translation>请将上传方式设为自动或分片。</translation>
    </message>
    <message>
        <source>Set the method to automatic, or use a temporary key.</source>
        <translation>请将上传方式设为自动，或使用临时密钥。</translation>
    </message>
    <message>
        <source>Shorten it under Upload options.</source>
        <translation>请在“上传选项”中缩短它。</translation>
    </message>
    <message>
        <source>Shorten the body or the addresses, then press Try again.</source>
        <translation>请缩短请求体或地址，然后点击“重试”。</translation>
    </message>
    <message>
        <source>Shorten the callback, its values or the metadata.</source>
        <translation>请缩短回调、自定义变量或元数据。</translation>
    </message>
    <message>
        <source>Shorten them, then press Try again.</source>
        <translation>请缩短它们，然后按“重试”。</translation>
    </message>
    <message>
        <source>Shorten your own values, then press Try again.</source>
        <translation>请缩短你的自定义变量，然后点击“重试”。</translation>
    </message>
    <message>
        <source>So it was left as it is.</source>
        <translation>因此没有改动。</translation>
    </message>
    <message>
        <source>So nothing was sent.</source>
        <translation>因此没有发送任何内容。</translation>
    </message>
    <message>
        <source>So the storage did not take the file.</source>
        <translation>因此存储服务没有接收文件。</translation>
    </message>
    <message>
        <source>So we cannot be sure that it took the file.</source>
        <translation>因此无法确定它是否接收了文件。</translation>
    </message>
    <message>
        <source>Something about how it is set up is not right.</source>
        <translation>有些设置不正确。</translation>
    </message>
    <message>
        <source>Something else answered instead of the storage</source>
        <translation>收到的不是存储服务的回复</translation>
    </message>
    <message>
        <source>Something in the connection is missing or wrong.</source>
        <translation>连接中有缺失或不正确的内容。</translation>
    </message>
    <message>
        <source>Something kept this computer from reading it.</source>
        <translation>本机在读取时遇到了问题。</translation>
    </message>
    <message>
        <source>Something on the way changed what we sent</source>
        <translation>发送的内容在途中被改动了</translation>
    </message>
    <message>
        <source>Switch it on in the console or use the ordinary endpoint.</source>
        <translation>请在控制台中开启，或使用普通 Endpoint。</translation>
    </message>
    <message>
        <source>Switch it on in the console, or choose AES256.</source>
        <translation>请在控制台中开通，或选择 AES256。</translation>
    </message>
    <message>
        <source>Switch it on in the console, or set none in the connection.</source>
        <translation>请在控制台开通，或在连接中留空。</translation>
    </message>
    <message>
        <source>Switch it on in the console, then press Try again.</source>
        <translation>请在控制台开通，然后按“重试”。</translation>
    </message>
    <message>
        <source>Switch the callback off, or use a bucket elsewhere.</source>
        <translation>请关闭回调，或使用其他地域的 Bucket。</translation>
    </message>
    <message>
        <source>Tell the person who looks after your server.</source>
        <translation>请告诉管理服务器的人。</translation>
    </message>
    <message>
        <source>The TLS certificate of the endpoint is not trusted here.</source>
        <translation>本机不信任该 Endpoint 的 TLS 证书。</translation>
    </message>
    <message>
        <source>The account at the storage is not ready</source>
        <translation>存储服务的账号尚未就绪</translation>
    </message>
    <message>
        <source>The account at the storage is switched off</source>
        <translation>存储账号已停用</translation>
    </message>
    <message>
        <source>The account&apos;s list of addresses does not let this one in.</source>
        <translation>账号的地址名单不允许本机地址访问。</translation>
    </message>
    <message>
        <source>The address of the application server is none.</source>
        <translation>应用服务器的地址无效。</translation>
    </message>
    <message>
        <source>The address of the storage is not right</source>
        <translation>存储地址不正确</translation>
    </message>
    <message>
        <source>The address of the storage is not right.</source>
        <translation>存储服务的地址不正确。</translation>
    </message>
    <message>
        <source>The address stands with the file</source>
        <translation>地址在文件的结果中</translation>
    </message>
    <message>
        <source>The address that your server signed has expired.</source>
        <translation>你的服务器签名的地址已过期。</translation>
    </message>
    <message>
        <source>The answer is none that the service&apos;s protocol knows.</source>
        <translation>响应不符合该服务的协议。</translation>
    </message>
    <message>
        <source>The answer made no sense to us.</source>
        <translation>我们无法识别收到的内容。</translation>
    </message>
    <message>
        <source>The application server that hands out access did not answer.</source>
        <translation>发放访问权限的应用服务器没有响应。</translation>
    </message>
    <message>
        <source>The application server that hands out access failed.</source>
        <translation>发放访问权限的应用服务器出错了。</translation>
    </message>
    <message>
        <source>The application takes no path for stored media.</source>
        <translation>这个应用不支持指定媒体的存储路径。</translation>
    </message>
    <message>
        <source>The application&apos;s id is missing, unknown or switched off.</source>
        <translation>应用 ID 缺失、不存在或已停用。</translation>
    </message>
    <message>
        <source>The application&apos;s id may have digits only.</source>
        <translation>应用 ID 只能是数字。</translation>
    </message>
    <message>
        <source>The bucket has no source to fetch missing files from.</source>
        <translation>该 Bucket 没有绑定用于回源的镜像。</translation>
    </message>
    <message>
        <source>The bucket “{bucket}” is served by {endpoint}.</source>
        <translation>名为“{bucket}”的 Bucket 需要通过 {endpoint} 访问。</translation>
    </message>
    <message>
        <source>The bucket&apos;s region offers no callbacks.</source>
        <translation>该 Bucket 所在地域不提供回调。</translation>
    </message>
    <message>
        <source>The callback came twice: as a header and in the address.</source>
        <translation>回调出现了两次：标头中一次，地址中一次。</translation>
    </message>
    <message>
        <source>The callback has no address, or one that cannot be used.</source>
        <translation>回调没有地址，或地址不可用。</translation>
    </message>
    <message>
        <source>The callback is longer than 5 KB once encoded.</source>
        <translation>编码后的回调超过 5 KB。</translation>
    </message>
    <message>
        <source>The callback&apos;s Host header is not valid.</source>
        <translation>回调的 Host 标头无效。</translation>
    </message>
    <message>
        <source>The callback&apos;s address can only be reached inside your own network.</source>
        <translation>回调地址只能在你自己的网络内访问。</translation>
    </message>
    <message>
        <source>The callback&apos;s body is empty or not valid.</source>
        <translation>回调的请求体为空或无效。</translation>
    </message>
    <message>
        <source>The checksums of this computer and of the service differ.</source>
        <translation>本机与服务端的校验值不一致。</translation>
    </message>
    <message>
        <source>The clock of this computer is wrong</source>
        <translation>本机时间不准确</translation>
    </message>
    <message>
        <source>The clock of this computer is {minutes} minutes off</source>
        <translation>本机时间相差 {minutes} 分钟</translation>
    </message>
    <message>
        <source>The computer answered, but nothing listens on that port.</source>
        <translation>对方有响应，但该端口上没有服务。</translation>
    </message>
    <message>
        <source>The connection broke</source>
        <translation>网络连接中断</translation>
    </message>
    <message>
        <source>The connection broke at the end, and we could not look there.</source>
        <translation>连接在最后中断，无法查看文件是否已到达。</translation>
    </message>
    <message>
        <source>The connection broke at the very end</source>
        <translation>连接在最后一刻中断</translation>
    </message>
    <message>
        <source>The connection has no management domain.</source>
        <translation>这个连接没有填写管理域名。</translation>
    </message>
    <message>
        <source>The connection may come from a newer Upcall.</source>
        <translation>此连接可能来自更新版本的 Upcall。</translation>
    </message>
    <message>
        <source>The connection&apos;s second address is no web address.</source>
        <translation>连接的第二个地址不是网址。</translation>
    </message>
    <message>
        <source>The cover picture was not taken</source>
        <translation>封面图片未被接受</translation>
    </message>
    <message>
        <source>The endpoint does not take this kind of request.</source>
        <translation>该 Endpoint 不接受这类请求。</translation>
    </message>
    <message>
        <source>The endpoint is empty or is no web address.</source>
        <translation>Endpoint 为空，或不是有效的网址。</translation>
    </message>
    <message>
        <source>The file arrived too slowly</source>
        <translation>文件传输太慢</translation>
    </message>
    <message>
        <source>The file changed while it was being sent</source>
        <translation>文件在发送过程中被修改</translation>
    </message>
    <message>
        <source>The file could not be read</source>
        <translation>无法读取文件</translation>
    </message>
    <message>
        <source>The file could not be stored</source>
        <translation>文件未能存储</translation>
    </message>
    <message>
        <source>The file in the storage was changed meanwhile</source>
        <translation>存储中的文件在此期间有改动</translation>
    </message>
    <message>
        <source>The file is not in the storage</source>
        <translation>文件不在存储中</translation>
    </message>
    <message>
        <source>The file is not there any more</source>
        <translation>文件已不在原处</translation>
    </message>
    <message>
        <source>The file is too large to go this way</source>
        <translation>文件太大，不能这样上传</translation>
    </message>
    <message>
        <source>The file is too small to go this way</source>
        <translation>文件太小，不能这样上传</translation>
    </message>
    <message>
        <source>The file or one of its parts is too large or too small.</source>
        <translation>文件或其中某个分片过大或过小。</translation>
    </message>
    <message>
        <source>The file was damaged on its way</source>
        <translation>文件在传输途中损坏</translation>
    </message>
    <message>
        <source>The file&apos;s name has no ending</source>
        <translation>文件名没有扩展名</translation>
    </message>
    <message>
        <source>The files belong to another address</source>
        <translation>文件应发往另一个地址</translation>
    </message>
    <message>
        <source>The final answer was lost, and the object could not be looked for (HEAD).</source>
        <translation>最后的响应丢失，且无法查询该 Object（HEAD）。</translation>
    </message>
    <message>
        <source>The folder may not begin with a slash.</source>
        <translation>文件夹不能以斜杠开头。</translation>
    </message>
    <message>
        <source>The key exists, but it is disabled.</source>
        <translation>密钥存在，但已被禁用。</translation>
    </message>
    <message>
        <source>The key is bound to a second factor (MFA).</source>
        <translation>该密钥绑定了第二因素验证（MFA）。</translation>
    </message>
    <message>
        <source>The key is right, but may not upload to this application.</source>
        <translation>密钥正确，但无权上传到这个应用。</translation>
    </message>
    <message>
        <source>The key is right, but may not write to “{bucket}” there.</source>
        <translation>密钥正确，但没有写入“{bucket}”的权限。</translation>
    </message>
    <message>
        <source>The key service (KMS) is not switched on for this account.</source>
        <translation>此账号没有开通密钥服务（KMS）。</translation>
    </message>
    <message>
        <source>The last answer was lost, and no search could tell.</source>
        <translation>最后的响应丢失了，查询也无法得知结果。</translation>
    </message>
    <message>
        <source>The length of the request was missing when it arrived.</source>
        <translation>请求到达时缺少长度。</translation>
    </message>
    <message>
        <source>The line may be slow or cut. What was sent so far is kept.</source>
        <translation>网络可能较慢或已断开。已发送的内容会保留。</translation>
    </message>
    <message>
        <source>The name of the endpoint has no address. You may be offline.</source>
        <translation>无法解析该 Endpoint 的域名，网络可能已断开。</translation>
    </message>
    <message>
        <source>The notice to your server is not set up right</source>
        <translation>给服务器的通知设置有误</translation>
    </message>
    <message>
        <source>The object there is of another kind (appendable or not).</source>
        <translation>那里的 Object 属于另一种类型（可追加或不可追加）。</translation>
    </message>
    <message>
        <source>The picture could not be read</source>
        <translation>无法读取图片</translation>
    </message>
    <message>
        <source>The place for your files is switched off</source>
        <translation>存放文件的位置已停用</translation>
    </message>
    <message>
        <source>The place for your files was not found</source>
        <translation>找不到存放文件的位置</translation>
    </message>
    <message>
        <source>The place that the service named is not there.</source>
        <translation>服务给出的存储位置不存在。</translation>
    </message>
    <message>
        <source>The policy that was signed is not complete or not valid.</source>
        <translation>所签名的策略不完整或无效。</translation>
    </message>
    <message>
        <source>The policy that your server signed has expired.</source>
        <translation>你的服务器签名的策略已过期。</translation>
    </message>
    <message>
        <source>The proxy asked for another user name or password (407).</source>
        <translation>代理要求其他用户名或密码（407）。</translation>
    </message>
    <message>
        <source>The proxy cannot be reached, or it refused the connection.</source>
        <translation>无法连接代理，或代理拒绝了连接。</translation>
    </message>
    <message>
        <source>The public endpoint is closed for this bucket.</source>
        <translation>该 Bucket 不允许通过公网 Endpoint 访问。</translation>
    </message>
    <message>
        <source>The quota of the bucket or account is used up.</source>
        <translation>Bucket 或账号的配额已用完。</translation>
    </message>
    <message>
        <source>The region is empty.</source>
        <translation>没有填写地域。</translation>
    </message>
    <message>
        <source>The request was signed for region “{region}”, which is wrong.</source>
        <translation>请求按地域“{region}”签名，但该地域不正确。</translation>
    </message>
    <message>
        <source>The rule for file names cannot be read.</source>
        <translation>无法识别文件命名规则。</translation>
    </message>
    <message>
        <source>The rule for object names cannot be read: “{name}”.</source>
        <translation>无法识别 Object 命名规则：“{name}”。</translation>
    </message>
    <message>
        <source>The secret does not fit this key id.</source>
        <translation>Secret 与该密钥 ID 不匹配。</translation>
    </message>
    <message>
        <source>The server is there, but not what should be told.</source>
        <translation>服务器在线，但找不到接收通知的地方。</translation>
    </message>
    <message>
        <source>The server that lets you in answered something else</source>
        <translation>给你授权的服务器返回了别的内容</translation>
    </message>
    <message>
        <source>The server that lets you in could not be reached</source>
        <translation>无法连接到给你授权的服务器</translation>
    </message>
    <message>
        <source>The server that lets you in does not know your access code.</source>
        <translation>给你授权的服务器找不到你的访问码。</translation>
    </message>
    <message>
        <source>The server that lets you in has trouble of its own</source>
        <translation>给你授权的服务器出了点问题</translation>
    </message>
    <message>
        <source>The server that lets you in is not set up right</source>
        <translation>给你授权的服务器设置有误</translation>
    </message>
    <message>
        <source>The server that lets you in said no</source>
        <translation>给你授权的服务器没有同意</translation>
    </message>
    <message>
        <source>The service cannot find the host of the callback&apos;s address.</source>
        <translation>存储服务无法解析回调地址中的主机。</translation>
    </message>
    <message>
        <source>The service could not decode the callback (Base64).</source>
        <translation>存储服务无法解码回调（Base64）。</translation>
    </message>
    <message>
        <source>The service could not read the callback&apos;s JSON.</source>
        <translation>存储服务无法读取回调的 JSON。</translation>
    </message>
    <message>
        <source>The service could not read the request.</source>
        <translation>服务无法读懂这个请求。</translation>
    </message>
    <message>
        <source>The service could not read your own values.</source>
        <translation>存储服务无法读取你的自定义变量。</translation>
    </message>
    <message>
        <source>The service did not accept the form of this upload.</source>
        <translation>存储服务没有接受此次上传的表单。</translation>
    </message>
    <message>
        <source>The service does not accept the value of “{argument}”.</source>
        <translation>存储服务不接受“{argument}”的值。</translation>
    </message>
    <message>
        <source>The service does not accept this key.</source>
        <translation>存储服务不接受此密钥。</translation>
    </message>
    <message>
        <source>The service does not know this key id.</source>
        <translation>存储服务找不到此密钥 ID。</translation>
    </message>
    <message>
        <source>The service does not know this kind of encryption.</source>
        <translation>存储服务不支持这种加密方式。</translation>
    </message>
    <message>
        <source>The service does not know this type of body.</source>
        <translation>存储服务不支持这种请求体类型。</translation>
    </message>
    <message>
        <source>The service does not know this version of the signature.</source>
        <translation>存储服务不支持这个签名版本。</translation>
    </message>
    <message>
        <source>The service does not offer this step (any more).</source>
        <translation>服务不提供（或不再提供）这一步。</translation>
    </message>
    <message>
        <source>The service does not take the SNI setting.</source>
        <translation>存储服务不接受此 SNI 设置。</translation>
    </message>
    <message>
        <source>The service found no signature that it accepts (401).</source>
        <translation>存储服务没有找到有效的签名（401）。</translation>
    </message>
    <message>
        <source>The service has no settings of events.</source>
        <translation>该服务没有事件通知设置。</translation>
    </message>
    <message>
        <source>The service is not switched on for this account.</source>
        <translation>该账号没有开通此服务。</translation>
    </message>
    <message>
        <source>The service lists neither buckets nor unfinished uploads.</source>
        <translation>该服务既不列出 Bucket，也不列出未完成的上传。</translation>
    </message>
    <message>
        <source>The service refused it; its own words are below.</source>
        <translation>存储服务拒绝了请求，原文见下方。</translation>
    </message>
    <message>
        <source>The service refused the callback, so nothing was stored.</source>
        <translation>存储服务拒绝了回调设置，因此没有存储文件。</translation>
    </message>
    <message>
        <source>The service says that the account is disabled.</source>
        <translation>存储服务提示：该账号已被禁用。</translation>
    </message>
    <message>
        <source>The service says that the bucket is disabled.</source>
        <translation>存储服务提示：该 Bucket 已被禁用。</translation>
    </message>
    <message>
        <source>The service takes at most five addresses.</source>
        <translation>存储服务最多支持五个地址。</translation>
    </message>
    <message>
        <source>The service takes no cover of this kind.</source>
        <translation>服务不接受这种封面。</translation>
    </message>
    <message>
        <source>The service tried and could not; its own words are below.</source>
        <translation>服务尝试过但未成功；它的原话见下方。</translation>
    </message>
    <message>
        <source>The service wants the bucket in the host name.</source>
        <translation>存储服务要求把 Bucket 名称写在域名中。</translation>
    </message>
    <message>
        <source>The service&apos;s code “{service_code}” is new to us (request id {request_id}).</source>
        <translation>我们不认识服务返回的代码“{service_code}”（请求 ID {request_id}）。</translation>
    </message>
    <message>
        <source>The service&apos;s words name it; let your server sign for it.</source>
        <translation>服务端消息中写明了是哪一项；请让你的服务器签名时允许它。</translation>
    </message>
    <message>
        <source>The session key of this upload is used up or too old.</source>
        <translation>这次上传的会话密钥已用过或已过期。</translation>
    </message>
    <message>
        <source>The storage answered without a word</source>
        <translation>存储服务没有返回任何内容</translation>
    </message>
    <message>
        <source>The storage asks to be called elsewhere.</source>
        <translation>存储服务要求使用另一个地址。</translation>
    </message>
    <message>
        <source>The storage cannot be asked about files</source>
        <translation>无法向存储服务查询文件</translation>
    </message>
    <message>
        <source>The storage could not be found on the network</source>
        <translation>在网络上找不到存储服务</translation>
    </message>
    <message>
        <source>The storage could not be reached</source>
        <translation>无法连接到存储服务</translation>
    </message>
    <message>
        <source>The storage could not put the file together</source>
        <translation>存储服务未能拼合文件</translation>
    </message>
    <message>
        <source>The storage could not reach your server.</source>
        <translation>存储服务无法连接你的服务器。</translation>
    </message>
    <message>
        <source>The storage could not read the picture&apos;s size.</source>
        <translation>存储服务无法读取图片的尺寸。</translation>
    </message>
    <message>
        <source>The storage could not read what we sent</source>
        <translation>存储服务无法识别我们发送的内容</translation>
    </message>
    <message>
        <source>The storage could not read what you were given.</source>
        <translation>存储服务无法识别给你的授权。</translation>
    </message>
    <message>
        <source>The storage could not tell your server.</source>
        <translation>存储服务未能通知你的服务器。</translation>
    </message>
    <message>
        <source>The storage did not answer in time</source>
        <translation>存储服务没有及时回复</translation>
    </message>
    <message>
        <source>The storage did not open the door</source>
        <translation>存储服务没有接受连接</translation>
    </message>
    <message>
        <source>The storage did not take the file</source>
        <translation>存储服务没有接收文件</translation>
    </message>
    <message>
        <source>The storage does not know it, or it was taken back.</source>
        <translation>该访问权限不存在，或已被收回。</translation>
    </message>
    <message>
        <source>The storage does not take a file of this size</source>
        <translation>存储服务不接收这种大小的文件</translation>
    </message>
    <message>
        <source>The storage does not take this file name</source>
        <translation>存储服务不接受此文件名</translation>
    </message>
    <message>
        <source>The storage does not take this kind of file</source>
        <translation>存储服务不接受这种文件</translation>
    </message>
    <message>
        <source>The storage for your files is elsewhere</source>
        <translation>文件的存放位置在别处</translation>
    </message>
    <message>
        <source>The storage goes by it, as in .mp4. Nothing was sent.</source>
        <translation>存储服务以它判断类型，例如 .mp4。没有发送任何内容。</translation>
    </message>
    <message>
        <source>The storage got no proper answer from your server (status {status}).</source>
        <translation>存储服务没有从你的服务器得到正常响应（状态码 {status}）。</translation>
    </message>
    <message>
        <source>The storage got no proper answer from your server.</source>
        <translation>存储服务没有从你的服务器得到正常回复。</translation>
    </message>
    <message>
        <source>The storage had too many servers to tell at once.</source>
        <translation>存储服务同时要通知的服务器太多。</translation>
    </message>
    <message>
        <source>The storage has forgotten the beginning of this file</source>
        <translation>存储服务已清除此文件之前上传的部分</translation>
    </message>
    <message>
        <source>The storage has no such list</source>
        <translation>存储服务没有这样的列表</translation>
    </message>
    <message>
        <source>The storage has trouble of its own</source>
        <translation>存储服务出了点问题</translation>
    </message>
    <message>
        <source>The storage is full</source>
        <translation>存储容量已满</translation>
    </message>
    <message>
        <source>The storage is very busy</source>
        <translation>存储服务正忙</translation>
    </message>
    <message>
        <source>The storage lets a file in for a while, and it took longer.</source>
        <translation>存储服务只在一段时间内接收文件，而这次用时更长。</translation>
    </message>
    <message>
        <source>The storage needs a public address, or a tunnel to yours.</source>
        <translation>存储服务需要公网地址，或一条通往你的地址的隧道。</translation>
    </message>
    <message>
        <source>The storage region “{region}” is not switched on there.</source>
        <translation>存储地域“{region}”没有开通。</translation>
    </message>
    <message>
        <source>The storage stopped waiting. What was sent so far is kept.</source>
        <translation>存储服务不再等待。已发送的内容会保留。</translation>
    </message>
    <message>
        <source>The storage takes files only from clocks that are right.</source>
        <translation>只有时间准确的电脑才能上传文件。</translation>
    </message>
    <message>
        <source>The storage takes files only from networks that it knows.</source>
        <translation>存储服务只接受来自已登记网络的文件。</translation>
    </message>
    <message>
        <source>The storage takes no files from the open internet</source>
        <translation>存储服务不接收来自公网的文件</translation>
    </message>
    <message>
        <source>The storage took it, but put it together differently.</source>
        <translation>存储服务收下了它，但拼接结果不一致。</translation>
    </message>
    <message>
        <source>The storage wants a code each time, which nobody can give.</source>
        <translation>存储服务每次都要求验证码，上传时无法提供。</translation>
    </message>
    <message>
        <source>The storage was not ready yet</source>
        <translation>存储服务还没有准备好</translation>
    </message>
    <message>
        <source>The storage was too busy to tell your server</source>
        <translation>存储服务太忙，未能通知你的服务器</translation>
    </message>
    <message>
        <source>The storage&apos;s own words are below.</source>
        <translation>存储服务的原文见下方。</translation>
    </message>
    <message>
        <source>The storage&apos;s temporary key ended, or was not kept here.</source>
        <translation>存储的临时密钥已到期，或没有保存在本机。</translation>
    </message>
    <message>
        <source>The stored file&apos;s etag is not that of your file.</source>
        <translation>已存储文件的 etag 与你的文件不一致。</translation>
    </message>
    <message>
        <source>The text for the processing is too long (SessionContext).</source>
        <translation>任务流文本过长（SessionContext）。</translation>
    </message>
    <message>
        <source>The time for this file was over</source>
        <translation>这个文件的时限已过</translation>
    </message>
    <message>
        <source>The token has expired. What is stored stays.</source>
        <translation>令牌已过期。已存储的内容会保留。</translation>
    </message>
    <message>
        <source>The token is cut off, or does not belong to this key.</source>
        <translation>令牌不完整，或不属于这个密钥。</translation>
    </message>
    <message>
        <source>The upload id is not known (any more): completed, aborted or expired.</source>
        <translation>上传 ID 已不存在：可能已完成、已取消或已过期。</translation>
    </message>
    <message>
        <source>The upload option “{option}” is no number.</source>
        <translation>上传选项“{option}”不是数字。</translation>
    </message>
    <message>
        <source>The upload token ended while the file was on its way.</source>
        <translation>文件传输途中上传令牌已到期。</translation>
    </message>
    <message>
        <source>The value of “{name}” has a &amp; in it, which cannot be sent.</source>
        <translation>“{name}”的值中含有 &amp;，无法发送。</translation>
    </message>
    <message>
        <source>The way out that is set on this computer does not work now.</source>
        <translation>这台电脑上设置的网络出口现在不可用。</translation>
    </message>
    <message>
        <source>Their names need x: in front and small letters.</source>
        <translation>它们的名称需要以 x: 开头并使用小写字母。</translation>
    </message>
    <message>
        <source>There is a protected file of that name</source>
        <translation>目标位置有一个受保护的同名文件</translation>
    </message>
    <message>
        <source>There is no bucket “{bucket}” at {endpoint}.</source>
        <translation>在 {endpoint} 上找不到名为“{bucket}”的 Bucket。</translation>
    </message>
    <message>
        <source>There is no key for this place</source>
        <translation>这个位置还没有密钥</translation>
    </message>
    <message>
        <source>There is no link for this file</source>
        <translation>这个文件没有链接</translation>
    </message>
    <message>
        <source>There is no room left for your file.</source>
        <translation>剩余空间不足以存放你的文件。</translation>
    </message>
    <message>
        <source>There is too much beside the file</source>
        <translation>文件以外的附加内容过多</translation>
    </message>
    <message>
        <source>This Upcall does not know the storage; a newer one may.</source>
        <translation>此版本的 Upcall 不支持该存储服务，更新的版本也许可以。</translation>
    </message>
    <message>
        <source>This computer does not let you open it, or its disk is gone.</source>
        <translation>没有打开它的权限，或者它所在的磁盘已断开。</translation>
    </message>
    <message>
        <source>This computer is not let in</source>
        <translation>不允许这台电脑访问</translation>
    </message>
    <message>
        <source>This file cannot go with the access that you have</source>
        <translation>用现有的访问权限无法上传此文件</translation>
    </message>
    <message>
        <source>This file is only a list of pieces</source>
        <translation>这个文件只是片段清单</translation>
    </message>
    <message>
        <source>This place cannot be used as it is set up</source>
        <translation>按目前的设置无法使用这个位置</translation>
    </message>
    <message>
        <source>This storage gives each file an address of its own.</source>
        <translation>这个存储服务会为每个文件给出独立的地址。</translation>
    </message>
    <message>
        <source>This storage has no events</source>
        <translation>这个存储服务没有事件通知</translation>
    </message>
    <message>
        <source>Transfer acceleration is off for this bucket.</source>
        <translation>该 Bucket 未开启传输加速。</translation>
    </message>
    <message>
        <source>Try again. For huge files let a server sign: that can renew.</source>
        <translation>请重试。超大文件请由服务器签名，这样可以续期。</translation>
    </message>
    <message>
        <source>Try another method under Upload options.</source>
        <translation>请在“上传选项”中换一种上传方式。</translation>
    </message>
    <message>
        <source>Upcall knows no service called “{provider}”.</source>
        <translation>Upcall 不支持名为“{provider}”的服务。</translation>
    </message>
    <message>
        <source>Upcall made a mistake</source>
        <translation>Upcall 出错了</translation>
    </message>
    <message>
        <source>Use a key for uploads that needs none.</source>
        <translation>请使用不需要验证的上传密钥。</translation>
    </message>
    <message>
        <source>Use an own domain or the internal endpoint.</source>
        <translation>请使用自定义域名或内网 Endpoint。</translation>
    </message>
    <message>
        <source>Use the virtual-host address of the bucket.</source>
        <translation>请使用 Bucket 的虚拟托管（Virtual Hosted）地址。</translation>
    </message>
    <message>
        <source>Was it copied whole, without blanks? Enter it again.</source>
        <translation>请确认复制完整且不含空格，然后重新输入。</translation>
    </message>
    <message>
        <source>We asked it for access, but its answer made no sense to us.</source>
        <translation>我们向它申请了访问权限，但无法理解它的回复。</translation>
    </message>
    <message>
        <source>We could not be sure that this is the right storage</source>
        <translation>无法确认对方就是正确的存储服务</translation>
    </message>
    <message>
        <source>We looked, and the file has not been stored.</source>
        <translation>我们核对过，文件没有存储。</translation>
    </message>
    <message>
        <source>We stopped before a mix of old and new could be stored.</source>
        <translation>我们已及时停止，避免存下新旧混杂的内容。</translation>
    </message>
    <message>
        <source>What arrived was not what we read, so it was not accepted.</source>
        <translation>送达的内容与读取的不一致，因此没有被接受。</translation>
    </message>
    <message>
        <source>What is made of this file is there already</source>
        <translation>由这个文件生成的内容已经存在</translation>
    </message>
    <message>
        <source>What is stored differs from your file</source>
        <translation>已存储的内容与你的文件不同</translation>
    </message>
    <message>
        <source>What is stored stays stored.</source>
        <translation>已存储的内容会保留。</translation>
    </message>
    <message>
        <source>What the server that lets you in gave is wrong or over.</source>
        <translation>授权服务器给出的许可不正确或已失效。</translation>
    </message>
    <message>
        <source>What was begun and never ended goes away there by itself.</source>
        <translation>开始而未完成的内容会在那里自动清除。</translation>
    </message>
    <message>
        <source>What was sent so far is kept.</source>
        <translation>已发送的内容会保留。</translation>
    </message>
    <message>
        <source>What your server is to be told is too long.</source>
        <translation>要发给服务器的通知太长。</translation>
    </message>
    <message>
        <source>What your server signed does not permit this way of sending.</source>
        <translation>你的服务器签名的内容不允许这种上传方式。</translation>
    </message>
    <message>
        <source>What your server signed is good for uploads in one request.</source>
        <translation>你的服务器签名的内容只适用于单次请求上传。</translation>
    </message>
    <message>
        <source>What your server signed names an address that is not safe, or none at all.</source>
        <translation>你的服务器签名的内容中，地址不安全或没有地址。</translation>
    </message>
    <message>
        <source>What your server signed takes files from {least} on.</source>
        <translation>你的服务器签名的内容只接受不小于 {least} 的文件。</translation>
    </message>
    <message>
        <source>What your server signed takes files up to {most}, in one go.</source>
        <translation>你的服务器签名的内容最多接受 {most} 的文件，且须一次上传。</translation>
    </message>
    <message>
        <source>You may be offline. What was sent so far is kept.</source>
        <translation>网络可能已断开。已发送的内容会保留。</translation>
    </message>
    <message>
        <source>You may not store files here</source>
        <translation>没有在此存放文件的权限</translation>
    </message>
    <message>
        <source>You may not store this file here</source>
        <translation>没有在此存放这个文件的权限</translation>
    </message>
    <message>
        <source>Your access does not cover this</source>
        <translation>你的访问权限不包含此操作</translation>
    </message>
    <message>
        <source>Your access has run out</source>
        <translation>你的访问权限已过期</translation>
    </message>
    <message>
        <source>Your access is not set up right</source>
        <translation>你的访问权限设置有误</translation>
    </message>
    <message>
        <source>Your access is switched off</source>
        <translation>你的访问权限已停用</translation>
    </message>
    <message>
        <source>Your access leads to a place that cannot be used</source>
        <translation>你的访问权限指向的位置无法使用</translation>
    </message>
    <message>
        <source>Your access leads to another place</source>
        <translation>你的权限指向另一个地方</translation>
    </message>
    <message>
        <source>Your access needs a second step</source>
        <translation>你的权限需要二次验证</translation>
    </message>
    <message>
        <source>Your access was accepted, but it does not cover this place.</source>
        <translation>你的身份已通过验证，但没有此位置的权限。</translation>
    </message>
    <message>
        <source>Your access was not accepted</source>
        <translation>访问权限未通过验证</translation>
    </message>
    <message>
        <source>Your application server refused the access code.</source>
        <translation>你的应用服务器拒绝了访问码。</translation>
    </message>
    <message>
        <source>Your application server refused to hand out access.</source>
        <translation>你的应用服务器拒绝发放访问权限。</translation>
    </message>
    <message>
        <source>Your file on this computer is untouched.</source>
        <translation>本机上的文件完好无损。</translation>
    </message>
    <message>
        <source>Your network did not let us through</source>
        <translation>你的网络没有放行</translation>
    </message>
    <message>
        <source>Your network wants a name and a password</source>
        <translation>你的网络要求用户名和密码</translation>
    </message>
    <message>
        <source>Your own values are longer than 5 KB once encoded.</source>
        <translation>编码后的自定义变量超过 5 KB。</translation>
    </message>
    <message>
        <source>Your server answered, but not as the storage expects.</source>
        <translation>你的服务器回复了，但不符合存储服务的要求。</translation>
    </message>
    <message>
        <source>Your server answered, but not with JSON. The storage does not pass such an answer on.</source>
        <translation>你的服务器响应的不是 JSON，存储服务不会转交这样的响应。</translation>
    </message>
    <message>
        <source>Your server does not know the address</source>
        <translation>你的服务器找不到该地址</translation>
    </message>
    <message>
        <source>Your server had trouble of its own (status {status}).</source>
        <translation>你的服务器出了点问题（状态码 {status}）。</translation>
    </message>
    <message>
        <source>Your server has nothing at that path (404).</source>
        <translation>你的服务器上没有该路径（404）。</translation>
    </message>
    <message>
        <source>Your server has trouble of its own</source>
        <translation>你的服务器出了点问题</translation>
    </message>
    <message>
        <source>Your server is somewhere else</source>
        <translation>你的服务器在别的地址</translation>
    </message>
    <message>
        <source>Your server or its firewall refused the storage (403).</source>
        <translation>你的服务器或其防火墙拒绝了存储服务（403）。</translation>
    </message>
    <message>
        <source>Your server refused the message</source>
        <translation>你的服务器没有接受通知</translation>
    </message>
    <message>
        <source>Your server refused the message (status {status}).</source>
        <translation>你的服务器拒绝了通知（状态码 {status}）。</translation>
    </message>
    <message>
        <source>Your server sent the storage to another address (status {status}).</source>
        <translation>你的服务器让存储服务转到另一个地址（状态码 {status}）。</translation>
    </message>
    <message>
        <source>Your server sent the storage to another address.</source>
        <translation>你的服务器让存储服务转到另一个地址。</translation>
    </message>
    <message>
        <source>Your server took longer than 5 seconds to answer.</source>
        <translation>你的服务器超过 5 秒才回复。</translation>
    </message>
    <message>
        <source>Your server took too long</source>
        <translation>你的服务器用时太久</translation>
    </message>
    <message>
        <source>Your server was not reached</source>
        <translation>未能连接到你的服务器</translation>
    </message>
    <message>
        <source>Your server was not told</source>
        <translation>未能通知你的服务器</translation>
    </message>
    <message>
        <source>Your server&apos;s answer came without its length, or was longer than 1 MB.</source>
        <translation>你的服务器的响应没有注明长度，或超过 1 MB。</translation>
    </message>
    <message>
        <source>Your server&apos;s answer was not understood</source>
        <translation>无法识别你的服务器的回复</translation>
    </message>
    <message>
        <source>Your server&apos;s signature is wrong or has expired.</source>
        <translation>你的服务器给出的签名不正确或已过期。</translation>
    </message>
    <message>
        <source>Your server&apos;s token is for the bucket “{bucket}”.</source>
        <translation>你的服务器给出的令牌属于 Bucket“{bucket}”。</translation>
    </message>
    <message>
        <source>{title}.</source>
        <translation>{title}。</translation>
    </message>
    <message>
        <source>“{bucket}” is no name that a bucket can have.</source>
        <translation>“{bucket}”不是有效的 Bucket 名称。</translation>
    </message>
</context>
<context>
    <name>EventBox</name>
    <message>
        <source>Address of your server</source>
        <translation>你的服务器地址</translation>
    </message>
    <message>
        <source>Asking the service…</source>
        <translation>正在询问云服务…</translation>
    </message>
    <message>
        <source>Change how application {name} tells of uploads?</source>
        <translation>要更改应用 {name} 的上传通知方式吗？</translation>
    </message>
    <message>
        <source>Change it</source>
        <translation>更改</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>更改…</translation>
    </message>
    <message>
        <source>Event settings</source>
        <translation>事件设置</translation>
    </message>
    <message>
        <source>How the application tells that a file is there: a setting of the application, not of Upcall.</source>
        <translation>该应用如何告知文件已存好：这是应用的设置，不是 Upcall 的设置。</translation>
    </message>
    <message>
        <source>In practice the queue is yours alone, so Upcall reads it.</source>
        <translation>练习时队列只归你使用，所以 Upcall 会读取它。</translation>
    </message>
    <message>
        <source>It is the application&apos;s own setting: everybody who uses it is touched.</source>
        <translation>这是该应用自身的设置，会影响所有使用它的人。</translation>
    </message>
    <message>
        <source>It takes part in the queue of the application: while Upcall looks at events, other programs that read it do not see them for 30 seconds. Only events of your own files are taken out.</source>
        <translation>这会参与读取该应用的队列：Upcall 查看事件时，其他读取队列的程序有 30 秒看不到这些事件。只有你自己文件的事件会被取走。</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>不更改</translation>
    </message>
    <message>
        <source>Make one</source>
        <translation>生成一个</translation>
    </message>
    <message>
        <source>New callback key</source>
        <translation>新的回调密钥</translation>
    </message>
    <message>
        <source>Read the settings</source>
        <translation>读取设置</translation>
    </message>
    <message>
        <source>Tell of deleted files</source>
        <translation>删除文件时通知</translation>
    </message>
    <message>
        <source>Tell of finished uploads</source>
        <translation>上传完成时通知</translation>
    </message>
    <message>
        <source>That is too long: nothing would be sent. Shorten a name or a value.</source>
        <translation>太长了，将不会发送任何内容。请缩短某个名称或值。</translation>
    </message>
    <message>
        <source>Upcall reads the queue itself</source>
        <translation>由 Upcall 读取事件队列</translation>
    </message>
    <message>
        <source>Way of telling</source>
        <translation>通知方式</translation>
    </message>
    <message>
        <source>Your own values take {length} of {longest} characters in the event.</source>
        <translation>自定义变量在事件中占 {length} 个字符，上限 {longest} 个。</translation>
    </message>
    <message>
        <source>stays as it is; it can be set, but never read</source>
        <translation>保持不变；只能设置，不能读取</translation>
    </message>
    <message>
        <source>the main application</source>
        <translation>主应用</translation>
    </message>
</context>
<context>
    <name>Events</name>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>But there is no address to call.</source>
        <translation>但没有填写可回调的地址。</translation>
    </message>
    <message>
        <source>Callback key</source>
        <translation>回调密钥</translation>
    </message>
    <message>
        <source>Deleted files</source>
        <translation>删除文件</translation>
    </message>
    <message>
        <source>Finished uploads</source>
        <translation>上传完成</translation>
    </message>
    <message>
        <source>It tells of no uploads: that is switched off.</source>
        <translation>上传后不会通知：该开关已关闭。</translation>
    </message>
    <message>
        <source>It tells of uploads. {mode}.</source>
        <translation>上传后会通知。{mode}。</translation>
    </message>
    <message>
        <source>Normal callback: it calls your server</source>
        <translation>普通回调：调用你的服务器</translation>
    </message>
    <message>
        <source>Reliable callback: events wait in a queue</source>
        <translation>可靠回调：事件在队列中等待</translation>
    </message>
    <message>
        <source>Way of telling</source>
        <translation>通知方式</translation>
    </message>
    <message>
        <source>a new one; your server must know it, too</source>
        <translation>新的密钥；你的服务器也必须知道它</translation>
    </message>
    <message>
        <source>not said</source>
        <translation>未说明</translation>
    </message>
    <message>
        <source>not set</source>
        <translation>未设置</translation>
    </message>
    <message>
        <source>not told</source>
        <translation>不公开</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>{name}: {old} → {new}</source>
        <translation>{name}：{old} → {new}</translation>
    </message>
</context>
<context>
    <name>ExpertView</name>
    <message>
        <source>Callback</source>
        <translation>回调</translation>
    </message>
    <message>
        <source>Callback and result</source>
        <translation>回调与结果</translation>
    </message>
    <message>
        <source>Go to the callback</source>
        <translation>转到回调</translation>
    </message>
    <message>
        <source>Go to the list</source>
        <translation>转到列表</translation>
    </message>
    <message>
        <source>Go to the other side</source>
        <translation>切换到另一侧</translation>
    </message>
    <message>
        <source>Go to the result</source>
        <translation>转到结果</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>What came back for the selected file (Ctrl+3)</source>
        <translation>所选文件返回的结果 (Ctrl+3)</translation>
    </message>
    <message>
        <source>What your server is told (Ctrl+2)</source>
        <translation>通知你的服务器哪些内容 (Ctrl+2)</translation>
    </message>
</context>
<context>
    <name>ExportButton</name>
    <message>
        <source>Diagram as text (Mermaid)…</source>
        <translation>文本图（Mermaid）…</translation>
    </message>
    <message>
        <source>It could not be saved there. Please choose another folder.</source>
        <translation>无法保存到那里。请选择另一个文件夹。</translation>
    </message>
    <message>
        <source>Open a trace or a scenario…</source>
        <translation>打开记录或场景…</translation>
    </message>
    <message>
        <source>Picture (PNG)…</source>
        <translation>图片（PNG）…</translation>
    </message>
    <message>
        <source>Picture (SVG)…</source>
        <translation>图片（SVG）…</translation>
    </message>
    <message>
        <source>Save or open</source>
        <translation>保存或打开</translation>
    </message>
    <message>
        <source>Save what is on the stage</source>
        <translation>保存舞台上的内容</translation>
    </message>
    <message>
        <source>Saved as {name}</source>
        <translation>已保存为 {name}</translation>
    </message>
    <message>
        <source>This file is neither a trace nor a scenario of Upcall.</source>
        <translation>这个文件既不是 Upcall 的记录，也不是场景。</translation>
    </message>
    <message>
        <source>This scenario, with its message…</source>
        <translation>这个场景及其消息…</translation>
    </message>
    <message>
        <source>Trace, to open elsewhere (JSON)…</source>
        <translation>记录，可在别处打开（JSON）…</translation>
    </message>
</context>
<context>
    <name>Facts</name>
    <message>
        <source>Access</source>
        <translation>授权方式</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>尝试次数</translation>
    </message>
    <message>
        <source>CRC-64</source>
        <translation>CRC-64</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>错误码</translation>
    </message>
    <message>
        <source>Copy: {name}</source>
        <translation>复制：{name}</translation>
    </message>
    <message>
        <source>Details of the result</source>
        <translation>结果详情</translation>
    </message>
    <message>
        <source>EC code</source>
        <translation>EC 码</translation>
    </message>
    <message>
        <source>ETag</source>
        <translation>ETag</translation>
    </message>
    <message>
        <source>File id</source>
        <translation>文件 ID</translation>
    </message>
    <message>
        <source>Good until</source>
        <translation>有效期至</translation>
    </message>
    <message>
        <source>HTTP status</source>
        <translation>HTTP 状态码</translation>
    </message>
    <message>
        <source>Help page</source>
        <translation>帮助页面</translation>
    </message>
    <message>
        <source>Host id</source>
        <translation>Host ID</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>分片数</translation>
    </message>
    <message>
        <source>Reply as it came</source>
        <translation>收到的原始回复</translation>
    </message>
    <message>
        <source>Request id</source>
        <translation>请求 ID</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>Stored as</source>
        <translation>存储路径</translation>
    </message>
    <message>
        <source>The final request</source>
        <translation>最后一次请求</translation>
    </message>
    <message>
        <source>The service&apos;s words</source>
        <translation>服务端消息</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>耗时</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本 ID</translation>
    </message>
    <message>
        <source>not told by the service</source>
        <translation>服务端未返回</translation>
    </message>
    <message>
        <source>{size} ({bytes} bytes)</source>
        <translation>{size}（{bytes} 字节）</translation>
    </message>
    <message>
        <source>{value} (not compared)</source>
        <translation>{value}（未比对）</translation>
    </message>
    <message>
        <source>{value} ✓ same as your file</source>
        <translation>{value} ✓ 与本机文件一致</translation>
    </message>
</context>
<context>
    <name>FactsTable</name>
    <message>
        <source>The notice</source>
        <translation>通知本身</translation>
    </message>
    <message>
        <source>What is known of the notice</source>
        <translation>关于通知的已知信息</translation>
    </message>
    <message>
        <source>What it says</source>
        <translation>通知内容</translation>
    </message>
    <message>
        <source>Your own values</source>
        <translation>自定义变量</translation>
    </message>
</context>
<context>
    <name>FileKinds</name>
    <message>
        <source>Archive</source>
        <translation>压缩包</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>音频</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>视频</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Close the search</source>
        <translation>关闭查找</translation>
    </message>
    <message>
        <source>Find in the answer</source>
        <translation>在响应中查找</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>接下来</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>上一个</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>没找到</translation>
    </message>
    <message>
        <source>{at} of {hits}</source>
        <translation>第 {at} 处，共 {hits} 处</translation>
    </message>
    <message>
        <source>{at} of {hits}+</source>
        <translation>第 {at} 处，共 {hits}+ 处</translation>
    </message>
</context>
<context>
    <name>Findings</name>
    <message>
        <source>A host&apos;s name has only letters, digits, dots and hyphens.</source>
        <translation>主机名只能包含字母、数字、点和短横线。</translation>
    </message>
    <message>
        <source>A semicolon would end the address here, so it must be percent-encoded.</source>
        <translation>分号会使地址在此处截断，需要进行 URL 编码。</translation>
    </message>
    <message>
        <source>A value has no name.</source>
        <translation>有一个自定义变量没有名称。</translation>
    </message>
    <message>
        <source>Add http://</source>
        <translation>添加 http://</translation>
    </message>
    <message>
        <source>Add the value</source>
        <translation>添加变量</translation>
    </message>
    <message>
        <source>Blanks and letters like ü or 中 must be percent-encoded in an address.</source>
        <translation>地址中的空格以及 ü、中 等字符需要进行 URL 编码。</translation>
    </message>
    <message>
        <source>Close it</source>
        <translation>补上花括号</translation>
    </message>
    <message>
        <source>Copied from a program: your server would receive its quotes and backslashes, too.</source>
        <translation>复制自源代码：你的服务器会连同引号和反斜杠一起收到。</translation>
    </message>
    <message>
        <source>Decode</source>
        <translation>解码</translation>
    </message>
    <message>
        <source>Do not send it</source>
        <translation>不发送</translation>
    </message>
    <message>
        <source>Do without the callback</source>
        <translation>不用回调</translation>
    </message>
    <message>
        <source>Empty {names}</source>
        <translation>清空 {names}</translation>
    </message>
    <message>
        <source>Encode</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>Fine for practice. A real service cannot call IPv6 addresses such as {host}.</source>
        <translation>练习时没问题。真实的云服务无法回调 {host} 这样的 IPv6 地址。</translation>
    </message>
    <message>
        <source>Fine for practice. A real service would refuse {host}: it needs a public address.</source>
        <translation>练习时没问题。真实的云服务会拒绝 {host}：需要公网地址。</translation>
    </message>
    <message>
        <source>Fix it</source>
        <translation>修复</translation>
    </message>
    <message>
        <source>Keep one</source>
        <translation>只保留一个</translation>
    </message>
    <message>
        <source>Keep the first</source>
        <translation>只保留前几个</translation>
    </message>
    <message>
        <source>Leave it out</source>
        <translation>删除该变量</translation>
    </message>
    <message>
        <source>Make it a value of your own</source>
        <translation>设为自定义变量</translation>
    </message>
    <message>
        <source>Many https servers need to hear their name (SNI) and fail without it.</source>
        <translation>许多 https 服务器需要 SNI，关闭后会回调失败。</translation>
    </message>
    <message>
        <source>Mend the brackets</source>
        <translation>修正括号</translation>
    </message>
    <message>
        <source>Move it into the body</source>
        <translation>移到请求体</translation>
    </message>
    <message>
        <source>Name it {better}</source>
        <translation>改名为 {better}</translation>
    </message>
    <message>
        <source>Nobody can own the name {host}, so the storage cannot find it.</source>
        <translation>{host} 是无法注册的域名，存储服务找不到它。</translation>
    </message>
    <message>
        <source>Older documents advise at most 10 values and 512 bytes in all.</source>
        <translation>旧版文档建议最多 10 个自定义变量，总长不超过 512 字节。</translation>
    </message>
    <message>
        <source>Only the name belongs here, not the whole address.</source>
        <translation>这里只填主机名，不要填完整地址。</translation>
    </message>
    <message>
        <source>Put it in</source>
        <translation>加入请求体</translation>
    </message>
    <message>
        <source>Remove the backslashes</source>
        <translation>去掉反斜杠</translation>
    </message>
    <message>
        <source>Remove the quotes</source>
        <translation>去掉引号</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Send as JSON</source>
        <translation>以 JSON 发送</translation>
    </message>
    <message>
        <source>Send as a form</source>
        <translation>以表单发送</translation>
    </message>
    <message>
        <source>Sent all the same, as you said, although nobody can own the name {host}.</source>
        <translation>按你的选择仍会发送，尽管 {host} 是无法注册的域名。</translation>
    </message>
    <message>
        <source>Sent all the same, as you said, although {host} is an IPv6 address.</source>
        <translation>按你的选择仍会发送，尽管 {host} 是 IPv6 地址。</translation>
    </message>
    <message>
        <source>Sent all the same, as you said: {host} looks out of the storage&apos;s reach.</source>
        <translation>按你的要求仍然发送：看起来云存储访问不到 {host}。</translation>
    </message>
    <message>
        <source>Switch it on</source>
        <translation>开启</translation>
    </message>
    <message>
        <source>Take it apart</source>
        <translation>拆解填入</translation>
    </message>
    <message>
        <source>Take it out</source>
        <translation>去掉</translation>
    </message>
    <message>
        <source>Take the blanks out</source>
        <translation>去掉空白</translation>
    </message>
    <message>
        <source>Take the port out</source>
        <translation>去掉端口</translation>
    </message>
    <message>
        <source>Take this address out</source>
        <translation>移除此地址</translation>
    </message>
    <message>
        <source>The closing brace is missing: {text}</source>
        <translation>缺少右花括号：{text}</translation>
    </message>
    <message>
        <source>The closing parenthesis is missing: {text}</source>
        <translation>缺少右圆括号：{text}</translation>
    </message>
    <message>
        <source>The host goes without a port.</source>
        <translation>Host 不带端口。</translation>
    </message>
    <message>
        <source>The port, the number behind the colon, must be from 1 to 65535.</source>
        <translation>端口（冒号后的数字）须在 1～65535 之间。</translation>
    </message>
    <message>
        <source>The storage calls http and https addresses, not {scheme}.</source>
        <translation>存储服务只能回调 http 和 https 地址，不支持 {scheme}。</translation>
    </message>
    <message>
        <source>The storage cannot call IPv6 addresses. Use a name or an IPv4 address.</source>
        <translation>存储服务不支持回调 IPv6 地址，请使用域名或 IPv4 地址。</translation>
    </message>
    <message>
        <source>The storage knows no variable “{name}”, so it stays empty.</source>
        <translation>没有名为“{name}”的系统变量，其值将为空。</translation>
    </message>
    <message>
        <source>The storage knows no variable “{name}”. Did you mean {guess}?</source>
        <translation>没有名为“{name}”的系统变量，是不是 {guess}？</translation>
    </message>
    <message>
        <source>The storage needs something to tell. Write a body or take the usual one.</source>
        <translation>请求体不能为空。请填写内容，或使用常用请求体。</translation>
    </message>
    <message>
        <source>The storage puts quotes around {name} by itself. Two pairs would break the JSON.</source>
        <translation>存储服务会自动为 {name} 加引号，再加一层会破坏 JSON。</translation>
    </message>
    <message>
        <source>The value of “{name}” has an &amp;, which would begin another field there.</source>
        <translation>“{name}”的值里有 &amp;，会被当成下一个字段的开头。</translation>
    </message>
    <message>
        <source>There is a password in the address. It would be kept readable.</source>
        <translation>地址中含有密码，会以明文保存。</translation>
    </message>
    <message>
        <source>These are {count} addresses; the storage takes at most {most}.</source>
        <translation>现有 {count} 个地址，存储服务最多支持 {most} 个。</translation>
    </message>
    <message>
        <source>This address is there twice.</source>
        <translation>此地址重复了。</translation>
    </message>
    <message>
        <source>This is a whole callback, not only its address. It can be taken apart.</source>
        <translation>这是整个回调，而不只是地址，可以拆解填入表单。</translation>
    </message>
    <message>
        <source>This is a whole callback, not only its body. It can be taken apart.</source>
        <translation>这是整个回调，而不只是请求体，可以拆解填入表单。</translation>
    </message>
    <message>
        <source>This is no complete address. It looks like https://app.example.com/uploaded</source>
        <translation>地址不完整，应类似 https://app.example.com/uploaded</translation>
    </message>
    <message>
        <source>This looks like JSON, but is sent as a form.</source>
        <translation>内容看起来是 JSON，但会以表单发送。</translation>
    </message>
    <message>
        <source>This looks like a form, but is sent as JSON.</source>
        <translation>内容看起来是表单，但会以 JSON 发送。</translation>
    </message>
    <message>
        <source>This service sends the body as a form. JSON would not be read as JSON.</source>
        <translation>该云服务以表单形式发送请求体，JSON 不会被当作 JSON 读取。</translation>
    </message>
    <message>
        <source>Too long: {size} of {limit} bytes once encoded. Shorten the body or the addresses.</source>
        <translation>过长：编码后为 {size} 字节，上限 {limit} 字节。请缩短请求体或地址。</translation>
    </message>
    <message>
        <source>Type the address that should be told.</source>
        <translation>请填写要回调的地址。</translation>
    </message>
    <message>
        <source>Use the demo server</source>
        <translation>使用演示服务器</translation>
    </message>
    <message>
        <source>Use the usual body</source>
        <translation>使用常用请求体</translation>
    </message>
    <message>
        <source>Use {better}</source>
        <translation>改用 {better}</translation>
    </message>
    <message>
        <source>Use {guess}</source>
        <translation>改用 {guess}</translation>
    </message>
    <message>
        <source>Usual body, first address</source>
        <translation>常用请求体，仅首个地址</translation>
    </message>
    <message>
        <source>Variables are filled in in the body only. Here “{name}” is sent as it stands.</source>
        <translation>变量只在请求体中替换，此处的“{name}”会原样发送。</translation>
    </message>
    <message>
        <source>What follows # never reaches your server.</source>
        <translation># 后面的内容不会发送到你的服务器。</translation>
    </message>
    <message>
        <source>With its values in place this is no JSON: line {line}, character {column}.</source>
        <translation>代入变量后不是有效的 JSON：第 {line} 行第 {column} 个字符。</translation>
    </message>
    <message>
        <source>Without http:// or https:// in front it is called by http.</source>
        <translation>没有 http:// 或 https:// 开头，将按 http 回调。</translation>
    </message>
    <message>
        <source>Write it as a form</source>
        <translation>改写成表单</translation>
    </message>
    <message>
        <source>Write them with braces</source>
        <translation>改用花括号</translation>
    </message>
    <message>
        <source>Write them with parentheses</source>
        <translation>改用圆括号</translation>
    </message>
    <message>
        <source>Your values are too long: {size} of {limit} bytes once encoded.</source>
        <translation>自定义变量过长：编码后为 {size} 字节，上限 {limit} 字节。</translation>
    </message>
    <message>
        <source>{host} can only be reached from your own network. The storage needs a public address.</source>
        <translation>{host} 只能在你的内网访问，存储服务需要公网地址。</translation>
    </message>
    <message>
        <source>{host} looks like a name of your own network. The storage may not find it.</source>
        <translation>{host} 看起来是内网主机名，存储服务可能无法解析。</translation>
    </message>
    <message>
        <source>{name} stands inside a longer text. The storage adds quotes there, which breaks the JSON.</source>
        <translation>{name} 位于一段文本中间，存储服务会在该处加上引号，从而破坏 JSON。</translation>
    </message>
    <message>
        <source>{name} stays empty: this file is sent in parts.</source>
        <translation>{name} 将为空：此文件以分片方式上传。</translation>
    </message>
    <message>
        <source>{text} is an encoded placeholder. It would be sent as it stands.</source>
        <translation>{text} 是编码过的占位符，会原样发送。</translation>
    </message>
    <message>
        <source>{text} is no placeholder here; they are written with braces.</source>
        <translation>{text} 在这里不是占位符，占位符要用花括号书写。</translation>
    </message>
    <message>
        <source>{text} is no placeholder here; they are written with parentheses.</source>
        <translation>{text} 在这里不是占位符；占位符要用圆括号书写。</translation>
    </message>
    <message>
        <source>“{name}” and “{other}” are the same name to the storage.</source>
        <translation>对存储服务来说，“{name}”和“{other}”是同一个名称。</translation>
    </message>
    <message>
        <source>“{name}” has unusual letters. Safe are a-z, 0-9, _ - and .</source>
        <translation>“{name}”含有不常用的字符，建议只用 a-z、0-9、_、- 和 .</translation>
    </message>
    <message>
        <source>“{name}” is a variable of {foreign}. Here it is called {guess}.</source>
        <translation>“{name}”是 {foreign} 的变量，在这里叫 {guess}。</translation>
    </message>
    <message>
        <source>“{name}” is a variable of {foreign}. Here it stays empty.</source>
        <translation>“{name}”是 {foreign} 的变量，在这里会是空的。</translation>
    </message>
    <message>
        <source>“{name}” is not among your values, so it stays empty.</source>
        <translation>自定义变量中没有“{name}”，其值将为空。</translation>
    </message>
    <message>
        <source>“{name}” is not among your values. Did you mean {guess}?</source>
        <translation>自定义变量中没有“{name}”，是不是 {guess}？</translation>
    </message>
    <message>
        <source>“{name}” is not in the body, so your server will not hear of it.</source>
        <translation>请求体中没有用到“{name}”，你的服务器不会收到它。</translation>
    </message>
    <message>
        <source>“{name}” must be written {better}: x: in front, small letters.</source>
        <translation>“{name}”须写成 {better}：以 x: 开头，使用小写字母。</translation>
    </message>
    <message>
        <source>“{text}” is an example from a manual.</source>
        <translation>“{text}”是文档中的示例。</translation>
    </message>
    <message>
        <source>“{text}” is an example from a manual. Type your own server&apos;s address.</source>
        <translation>“{text}”是文档中的示例，请填写你自己的服务器地址。</translation>
    </message>
    <message>
        <source>“{text}” is an example from a manual. Write what your server shall hear.</source>
        <translation>“{text}”是文档中的示例，请写上你的服务器要收到的内容。</translation>
    </message>
</context>
<context>
    <name>FindingsBox</name>
    <message>
        <source>Good to know: {text}</source>
        <translation>提示：{text}</translation>
    </message>
    <message>
        <source>Must be changed: {text}</source>
        <translation>需要修改：{text}</translation>
    </message>
    <message>
        <source>Send anyway</source>
        <translation>仍然发送</translation>
    </message>
    <message>
        <source>Worth a look: {text}</source>
        <translation>建议检查：{text}</translation>
    </message>
</context>
<context>
    <name>FixedNote</name>
    <message>
        <source>Set by your server</source>
        <translation>由你的服务器设定</translation>
    </message>
    <message>
        <source>You can fill in your own values here; the rest cannot be changed.</source>
        <translation>你可以在这里填写自己的值，其余内容不能修改。</translation>
    </message>
    <message>
        <source>Your server signed this callback, so it cannot be changed here.</source>
        <translation>此回调由你的服务器签名，不能在这里修改。</translation>
    </message>
    <message>
        <source>Your server wants no callback for what it permits.</source>
        <translation>你的服务器授权的上传不需要回调。</translation>
    </message>
</context>
<context>
    <name>Fixes</name>
    <message>
        <source>Ask the server again</source>
        <translation>再次向服务器请求</translation>
    </message>
    <message>
        <source>Check connection</source>
        <translation>检查连接</translation>
    </message>
    <message>
        <source>Copy report for my administrator</source>
        <translation>复制给管理员的报告</translation>
    </message>
    <message>
        <source>Edit application</source>
        <translation>修改应用</translation>
    </message>
    <message>
        <source>Edit bucket</source>
        <translation>修改 Bucket</translation>
    </message>
    <message>
        <source>Edit callback</source>
        <translation>编辑回调</translation>
    </message>
    <message>
        <source>Edit connection</source>
        <translation>编辑连接</translation>
    </message>
    <message>
        <source>Edit endpoint</source>
        <translation>修改 Endpoint</translation>
    </message>
    <message>
        <source>Edit folder</source>
        <translation>修改文件夹</translation>
    </message>
    <message>
        <source>Edit region</source>
        <translation>修改地域</translation>
    </message>
    <message>
        <source>Edit second address</source>
        <translation>修改第二个地址</translation>
    </message>
    <message>
        <source>Edit server address</source>
        <translation>修改服务器地址</translation>
    </message>
    <message>
        <source>Enter access again</source>
        <translation>重新输入访问信息</translation>
    </message>
    <message>
        <source>Enter custom domain</source>
        <translation>填写自定义域名</translation>
    </message>
    <message>
        <source>Open settings</source>
        <translation>打开设置</translation>
    </message>
    <message>
        <source>Show unfinished uploads</source>
        <translation>查看未完成的上传</translation>
    </message>
    <message>
        <source>Switch to {place} and try again</source>
        <translation>改用 {place} 并重试</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Turn SNI on</source>
        <translation>开启 SNI</translation>
    </message>
    <message>
        <source>Upload options</source>
        <translation>上传选项</translation>
    </message>
    <message>
        <source>Use another name</source>
        <translation>换个名称</translation>
    </message>
</context>
<context>
    <name>Footer</name>
    <message numerus="yes">
        <source>%n need(s) you</source>
        <translation>
            <numerusform>%n 个待处理</numerusform>
        </translation>
    </message>
    <message>
        <source>All uploads together</source>
        <translation>全部上传任务</translation>
    </message>
    <message>
        <source>Edit the connection to enter its key.</source>
        <translation>请编辑连接并输入密钥。</translation>
    </message>
    <message>
        <source>Key for this session only</source>
        <translation>密钥仅本次有效</translation>
    </message>
    <message>
        <source>Key from the environment</source>
        <translation>密钥来自环境变量</translation>
    </message>
    <message>
        <source>Key in {keyring}</source>
        <translation>密钥保存在 {keyring}</translation>
    </message>
    <message>
        <source>No files yet</source>
        <translation>还没有文件</translation>
    </message>
    <message>
        <source>No key</source>
        <translation>没有密钥</translation>
    </message>
    <message>
        <source>No key is kept here: your application server gives permission.</source>
        <translation>本机不保存密钥：由你的应用服务器授权。</translation>
    </message>
    <message>
        <source>Permission from your server</source>
        <translation>由你的服务器授权</translation>
    </message>
    <message>
        <source>Practice key</source>
        <translation>练习密钥</translation>
    </message>
    <message>
        <source>Read from this computer&apos;s environment at each start; kept nowhere.</source>
        <translation>每次启动时从本机环境变量读取，不作保存。</translation>
    </message>
    <message>
        <source>The key is kept in this computer&apos;s keyring and nowhere else.</source>
        <translation>密钥只保存在本机的系统密钥库中，不会存到别处。</translation>
    </message>
    <message>
        <source>There is no keyring here. The key is forgotten when Upcall ends.</source>
        <translation>本机没有可用的系统密钥库，退出 Upcall 后密钥不会保留。</translation>
    </message>
    <message>
        <source>This key belongs to the demo cloud and ends with it.</source>
        <translation>此密钥属于演示云，随演示云一起失效。</translation>
    </message>
    <message numerus="yes">
        <source>{ended} of %n file(s)</source>
        <translation>
            <numerusform>{ended}/%n 个文件</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Found</name>
    <message>
        <source>half of the key is missing</source>
        <translation>密钥不完整</translation>
    </message>
    <message>
        <source>it has expired</source>
        <translation>已过期</translation>
    </message>
    <message>
        <source>its way of getting keys cannot be taken over</source>
        <translation>不支持这种获取密钥的方式</translation>
    </message>
    <message>
        <source>the file cannot be read</source>
        <translation>无法读取文件</translation>
    </message>
    <message>
        <source>the file is damaged</source>
        <translation>文件已损坏</translation>
    </message>
</context>
<context>
    <name>FoundSheet</name>
    <message>
        <source> and </source>
        <translation> 和 </translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>From {tools}. The one you take is copied; files stay.</source>
        <translation>来自 {tools}。选用的密钥会被复制，原文件保持不变。</translation>
    </message>
    <message>
        <source>Import from this computer</source>
        <translation>从本机导入</translation>
    </message>
    <message>
        <source>Keys found on this computer</source>
        <translation>在本机找到的密钥</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>正在查看…</translation>
    </message>
    <message>
        <source>None was found here. Type or paste the key.</source>
        <translation>没有找到密钥，请输入或粘贴。</translation>
    </message>
    <message>
        <source>Take this key</source>
        <translation>使用此密钥</translation>
    </message>
</context>
<context>
    <name>HeadersView</name>
    <message>
        <source>Copy the headers</source>
        <translation>复制标头</translation>
    </message>
    <message>
        <source>HTTP {status}</source>
        <translation>HTTP {status}</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>标头</translation>
    </message>
    <message>
        <source>Nothing was recorded.</source>
        <translation>没有记录。</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>响应头</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>请求头</translation>
    </message>
    <message>
        <source>Which headers are shown</source>
        <translation>显示哪些标头</translation>
    </message>
</context>
<context>
    <name>HelpContents</name>
    <message>
        <source>Expert pages, too</source>
        <translation>同时显示专业视图的页面</translation>
    </message>
    <message>
        <source>Expert view</source>
        <translation>专业视图</translation>
    </message>
    <message>
        <source>No page has “{words}”.</source>
        <translation>没有页面包含“{words}”。</translation>
    </message>
    <message>
        <source>Pages of the help</source>
        <translation>帮助页面</translation>
    </message>
    <message>
        <source>Search the help</source>
        <translation>搜索帮助</translation>
    </message>
</context>
<context>
    <name>HelpDoor</name>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>This is not possible just now.</source>
        <translation>现在还不能这样做。</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>作用</translation>
    </message>
</context>
<context>
    <name>HelpWindow</name>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>First page</source>
        <translation>第一页</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>前进</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open this page in your browser?</source>
        <translation>在浏览器中打开这个网页？</translation>
    </message>
    <message>
        <source>Stay here</source>
        <translation>留在这里</translation>
    </message>
    <message>
        <source>{page} - Help</source>
        <translation>{page} - 帮助</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>&amp;Add to the list again</source>
        <translation>再次添加到列表(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Forget…</source>
        <translation>移除(&amp;F)…</translation>
    </message>
    <message>
        <source>&amp;Practice too</source>
        <translation>包括练习(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Print…</source>
        <translation>打印(&amp;P)…</translation>
    </message>
    <message>
        <source>&amp;Save confirmation…</source>
        <translation>保存确认单(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Save receipt…</source>
        <translation>保存回执(&amp;S)…</translation>
    </message>
    <message>
        <source>Added together</source>
        <translation>一起添加的</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>任何时间</translation>
    </message>
    <message>
        <source>Check what is st&amp;ored…</source>
        <translation>检查已存储的文件(&amp;O)…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Copy &amp;link</source>
        <translation>复制链接(&amp;L)</translation>
    </message>
    <message>
        <source>Copy what is known</source>
        <translation>复制这些信息</translation>
    </message>
    <message>
        <source>Every outcome</source>
        <translation>所有结果</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史记录</translation>
    </message>
    <message>
        <source>How it ended</source>
        <translation>按结果</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>最近 30 天</translation>
    </message>
    <message>
        <source>Last 365 days</source>
        <translation>最近 365 天</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>最近 7 天</translation>
    </message>
    <message>
        <source>Left as it was, or cancelled</source>
        <translation>未改动或已取消</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Not stored</source>
        <translation>未存储</translation>
    </message>
    <message>
        <source>Nothing was found. Try fewer letters.</source>
        <translation>没有找到。少输入几个字试试。</translation>
    </message>
    <message>
        <source>Open &amp;result</source>
        <translation>打开结果(&amp;R)</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Result of {name}</source>
        <translation>{name} 的结果</translation>
    </message>
    <message>
        <source>Search by name or answer</source>
        <translation>按名称或回复搜索</translation>
    </message>
    <message>
        <source>Search the history</source>
        <translation>搜索历史记录</translation>
    </message>
    <message>
        <source>Select a file to see what is known of it.</source>
        <translation>选择一个文件查看它的详情。</translation>
    </message>
    <message>
        <source>Sent to</source>
        <translation>发送到</translation>
    </message>
    <message>
        <source>Show everything again</source>
        <translation>重新显示全部</translation>
    </message>
    <message>
        <source>Show what was added &amp;together</source>
        <translation>只显示一起添加的文件(&amp;T)</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Stored</source>
        <translation>已存</translation>
    </message>
    <message>
        <source>Stored, with a note</source>
        <translation>已存储，但有提示</translation>
    </message>
    <message>
        <source>The address was copied.</source>
        <translation>地址已复制。</translation>
    </message>
    <message>
        <source>They are taken out of this history. Files that are stored stay stored.</source>
        <translation>只从历史记录中移除，已存储的文件不受影响。</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>What can be done with this file</source>
        <translation>可对此文件执行的操作</translation>
    </message>
    <message>
        <source>What you upload is remembered here.</source>
        <translation>你上传过的内容会记录在这里。</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>When it ended</source>
        <translation>按时间</translation>
    </message>
</context>
<context>
    <name>HistoryWords</name>
    <message numerus="yes">
        <source>%n file(s) found, {size}</source>
        <translation>
            <numerusform>找到 %n 个文件，{size}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) selected</source>
        <translation>
            <numerusform>已选择 %n 个文件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s), {size}</source>
        <translation>
            <numerusform>%n 个文件，{size}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Forget %n file(s)?</source>
        <translation>
            <numerusform>从历史记录中移除 %n 个文件？</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Intake</name>
    <message>
        <source>First choose where your files should go.</source>
        <translation>请先选择文件要上传到哪里。</translation>
    </message>
    <message>
        <source>Please mend “{option}” in the upload options first.</source>
        <translation>请先修正上传选项中的“{option}”。</translation>
    </message>
    <message>
        <source>The callback has a mistake: please mend it in the Callback tab first.</source>
        <translation>回调设置有误：请先在“回调”标签页中改正。</translation>
    </message>
    <message>
        <source>The message to your server has a mistake. Open Details to mend it.</source>
        <translation>发给你服务器的通知有误，请打开“详情”改正。</translation>
    </message>
    <message>
        <source>The settings for uploads have a mistake. Open Details to mend it.</source>
        <translation>上传设置有误，请打开“详情”改正。</translation>
    </message>
</context>
<context>
    <name>ItemsTable</name>
    <message>
        <source>Instruction</source>
        <translation>指令</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>What was made of the file</source>
        <translation>处理结果</translation>
    </message>
</context>
<context>
    <name>KeyCard</name>
    <message>
        <source> or </source>
        <translation> 或 </translation>
    </message>
    <message>
        <source>&amp;Import from this computer…</source>
        <translation>从本机导入(&amp;I)…</translation>
    </message>
    <message>
        <source>From the settings of {tools}.</source>
        <translation>来自 {tools} 的设置。</translation>
    </message>
    <message>
        <source>Taken: the key that ends in {hint}</source>
        <translation>已填入：末尾为 {hint} 的密钥</translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>The environment has no key for “{name}”. Set it, then start Upcall again.</source>
        <translation>环境变量中没有“{name}”的密钥。请设置后重新启动 Upcall。</translation>
    </message>
    <message>
        <source>The key for “{name}” is locked away. Unlock your keyring, or enter the key again for this session.</source>
        <translation>“{name}”的密钥已锁定。请解锁系统密钥库，或重新输入密钥（仅本次有效）。</translation>
    </message>
    <message>
        <source>The key for “{name}” is not on this computer. Please enter it again.</source>
        <translation>本机没有“{name}”的密钥，请重新输入。</translation>
    </message>
</context>
<context>
    <name>LargeTile</name>
    <message>
        <source>The large sample could not be written. Is the disk full?</source>
        <translation>无法生成大文件示例，请检查磁盘是否已满。</translation>
    </message>
</context>
<context>
    <name>Later</name>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Checked here</source>
        <translation>本机校验</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>分类</translation>
    </message>
    <message>
        <source>Cover</source>
        <translation>封面</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>创建时间</translation>
    </message>
    <message>
        <source>Delivered to us</source>
        <translation>收到次数</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Expires</source>
        <translation>过期时间</translation>
    </message>
    <message>
        <source>File id</source>
        <translation>文件 ID</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>It carries no signature.</source>
        <translation>没有携带签名。</translation>
    </message>
    <message>
        <source>Its size</source>
        <translation>源文件大小</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Last news</source>
        <translation>最新消息</translation>
    </message>
    <message>
        <source>Made from</source>
        <translation>源文件</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Processing task</source>
        <translation>处理任务</translation>
    </message>
    <message>
        <source>Seen how</source>
        <translation>获知方式</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>签名</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Source context</source>
        <translation>来源上下文</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Storage region</source>
        <translation>存储地域</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>The service&apos;s words</source>
        <translation>云服务的原话</translation>
    </message>
    <message>
        <source>The signature is right, but its time is over.</source>
        <translation>签名正确，但已过有效期。</translation>
    </message>
    <message>
        <source>The signature is right.</source>
        <translation>签名正确。</translation>
    </message>
    <message>
        <source>The signature is wrong: somebody else may have sent it.</source>
        <translation>签名不正确：可能是别人发送的。</translation>
    </message>
    <message>
        <source>Tries at your server</source>
        <translation>通知你的服务器的次数</translation>
    </message>
    <message>
        <source>Waited for since</source>
        <translation>开始等待</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Your server</source>
        <translation>你的服务器</translation>
    </message>
    <message>
        <source>a part is finished</source>
        <translation>部分已完成</translation>
    </message>
    <message>
        <source>at work</source>
        <translation>处理中</translation>
    </message>
    <message>
        <source>could not be told</source>
        <translation>没能通知到</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>finished, your server could not be told</source>
        <translation>已完成，但没能通知你的服务器</translation>
    </message>
    <message>
        <source>finished, your server is being told</source>
        <translation>已完成，正在通知你的服务器</translation>
    </message>
    <message>
        <source>finished, your server was told</source>
        <translation>已完成，已通知你的服务器</translation>
    </message>
    <message>
        <source>is to be told</source>
        <translation>将会收到通知</translation>
    </message>
    <message>
        <source>never</source>
        <translation>永不</translation>
    </message>
    <message>
        <source>once</source>
        <translation>1 次</translation>
    </message>
    <message>
        <source>something failed</source>
        <translation>有失败的项目</translation>
    </message>
    <message>
        <source>waits</source>
        <translation>在等</translation>
    </message>
    <message>
        <source>was told</source>
        <translation>已收到通知</translation>
    </message>
    <message>
        <source>{count} times, shown once</source>
        <translation>{count} 次，只显示一次</translation>
    </message>
</context>
<context>
    <name>LaterView</name>
    <message>
        <source>As received</source>
        <translation>原文</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>How the notice is shown</source>
        <translation>通知的显示方式</translation>
    </message>
    <message>
        <source>In words</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>This is an event in the service&apos;s old form. It is shown as it came; the application should be set to the present one.</source>
        <translation>这是旧版格式的事件，按收到的样子显示；应把该应用改为新版格式。</translation>
    </message>
    <message>
        <source>What was told later</source>
        <translation>后续通知</translation>
    </message>
    <message>
        <source>Which notice is shown</source>
        <translation>显示哪条通知</translation>
    </message>
    <message>
        <source>as the service told it</source>
        <translation>云服务给出的内容</translation>
    </message>
    <message>
        <source>as your server got it</source>
        <translation>你的服务器收到的原文</translation>
    </message>
    <message>
        <source>{kind}: {state}</source>
        <translation>{kind}：{state}</translation>
    </message>
</context>
<context>
    <name>LeftOut</name>
    <message>
        <source>Names of what was left out</source>
        <translation>未加入内容的名称</translation>
    </message>
    <message>
        <source>Show all n&amp;ames</source>
        <translation>显示全部名称(&amp;A)</translation>
    </message>
</context>
<context>
    <name>LeftOutDialog</name>
    <message>
        <source>&amp;Close</source>
        <translation>关闭(&amp;C)</translation>
    </message>
    <message>
        <source>Not on the list</source>
        <translation>未加入列表</translation>
    </message>
    <message>
        <source>Nothing was left out.</source>
        <translation>没有遗漏任何内容。</translation>
    </message>
    <message>
        <source>What was dropped and is not on the list</source>
        <translation>这些拖入的内容没有加入列表</translation>
    </message>
</context>
<context>
    <name>LeftOutWords</name>
    <message numerus="yes">
        <source>%n file(s) cannot be opened</source>
        <translation>
            <numerusform>%n 个文件无法打开</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) have a name that cannot be stored</source>
        <translation>
            <numerusform>%n 个文件的名称无法存储</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) have a name without an ending, such as .mp4</source>
        <translation>
            <numerusform>%n 个文件的名称没有扩展名（例如 .mp4）</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) only list the pieces of a film or a sound</source>
        <translation>
            <numerusform>%n 个文件只是影片或音频片段的清单</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) were on the list already</source>
        <translation>
            <numerusform>%n 个文件已在列表中</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n folder(s) came up again through a link</source>
        <translation>
            <numerusform>%n 个文件夹通过链接重复出现</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n folder(s) cannot be opened</source>
        <translation>
            <numerusform>%n 个文件夹无法打开</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hidden or system item(s) were left out</source>
        <translation>
            <numerusform>已略过 %n 个隐藏或系统项目</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) are no files</source>
        <translation>
            <numerusform>%n 项不是文件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) are not there any more</source>
        <translation>
            <numerusform>%n 项已不存在</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n link(s) to another file or folder lead nowhere</source>
        <translation>
            <numerusform>%n 个指向其他文件或文件夹的链接已失效</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Send the %n hidden item(s), too</source>
        <translation>
            <numerusform>同时发送 %n 个隐藏项目(&amp;S)</numerusform>
        </translation>
    </message>
    <message>
        <source>Ask for the right to read them, then drop them again.</source>
        <translation>请先取得读取权限，然后重新拖入。</translation>
    </message>
    <message>
        <source>Drop the finished film or sound instead.</source>
        <translation>请改为拖入完整的影片或音频。</translation>
    </message>
    <message>
        <source>Each folder is sent once; nothing is missing.</source>
        <translation>每个文件夹只发送一次，没有遗漏。</translation>
    </message>
    <message>
        <source>Give them a short name of usual letters, then drop them again.</source>
        <translation>请改用由常见字符组成的短名称，然后重新拖入。</translation>
    </message>
    <message>
        <source>Give them the ending of what they are, then drop them again.</source>
        <translation>请补上与内容相符的扩展名，然后重新拖入。</translation>
    </message>
    <message>
        <source>Nobody knows what is in them. Ask for the right to open them, then drop them again.</source>
        <translation>无法得知里面有什么。请先取得打开它们的权限，然后重新拖入。</translation>
    </message>
    <message>
        <source>Programs and devices use them; there is nothing in them to send.</source>
        <translation>它们供程序和设备使用，里面没有可发送的内容。</translation>
    </message>
    <message>
        <source>Programs keep their own things there; few people mean to send them.</source>
        <translation>程序把自己的内容放在那里，很少有人需要发送它们。</translation>
    </message>
    <message>
        <source>They are sent once; nothing is missing.</source>
        <translation>它们只发送一次，没有遗漏。</translation>
    </message>
    <message>
        <source>Were they moved or renamed? Drop them again from where they are now.</source>
        <translation>它们是否被移动或改名？请从现在的位置重新拖入。</translation>
    </message>
    <message>
        <source>What they led to is gone. Drop the file itself.</source>
        <translation>它们指向的内容已不存在。请直接拖入文件本身。</translation>
    </message>
    <message>
        <source>Whoever set up this place decided so; ask there.</source>
        <translation>这是设置此位置的人所做的决定，请向其咨询。</translation>
    </message>
    <message>
        <source>{sentence}.</source>
        <translation>{sentence}。</translation>
    </message>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>……以及另外 %n 项</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Line</name>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Next try in {seconds} s.</source>
        <translation>{seconds} 秒后重试。</translation>
    </message>
    <message>
        <source>No connection to the internet. Upcall goes on by itself as soon as it is back.</source>
        <translation>没有网络连接。网络一恢复，Upcall 会自动继续。</translation>
    </message>
    <message>
        <source>Several places cannot be reached just now. Upcall goes on by itself as soon as they can be.</source>
        <translation>有几个位置暂时连不上。一旦能连上，Upcall 会自动继续。</translation>
    </message>
    <message>
        <source>The connection is back. Upcall goes on.</source>
        <translation>网络已恢复，Upcall 继续上传。</translation>
    </message>
    <message>
        <source>Trying now.</source>
        <translation>正在重试。</translation>
    </message>
    <message>
        <source>{places} cannot be found on the network. Is the address right? Upcall goes on by itself as soon as it can.</source>
        <translation>在网络上找不到{places}，地址是否正确？一旦能连上，Upcall 会自动继续。</translation>
    </message>
    <message>
        <source>{places} cannot be reached just now. Upcall goes on by itself as soon as it can.</source>
        <translation>{places}暂时连不上。一旦能连上，Upcall 会自动继续。</translation>
    </message>
    <message>
        <source>“{name}”</source>
        <translation>“{name}”</translation>
    </message>
</context>
<context>
    <name>LineBar</name>
    <message>
        <source>Try now</source>
        <translation>立即重试</translation>
    </message>
</context>
<context>
    <name>LinkWords</name>
    <message numerus="yes">
        <source>%n link(s) could not be made with this access.</source>
        <translation>
            <numerusform>以目前的访问权限，有 %n 个链接无法生成。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n links copied.</source>
        <translation>
            <numerusform>已复制 %n 个链接。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Links</name>
    <message>
        <source>&amp;HTML</source>
        <translation>HTML(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Markdown</source>
        <translation>Markdown(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Plain address</source>
        <translation>普通地址(&amp;P)</translation>
    </message>
    <message>
        <source>1 day</source>
        <translation>1 天</translation>
    </message>
    <message>
        <source>1 hour</source>
        <translation>1 小时</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 天</translation>
    </message>
    <message>
        <source>Cop&amp;y link as</source>
        <translation>复制链接为(&amp;Y)</translation>
    </message>
    <message>
        <source>It opens where files may be read by everyone.</source>
        <translation>文件允许所有人读取时，链接才能打开。</translation>
    </message>
    <message>
        <source>It works for {time}, for whoever has it.</source>
        <translation>拿到链接的人都能使用，有效期 {time}。</translation>
    </message>
    <message>
        <source>It works until {when}, when your access ends, for whoever has it.</source>
        <translation>拿到链接的人都能使用，直到 {when} 你的访问权限到期。</translation>
    </message>
    <message>
        <source>Link copied.</source>
        <translation>链接已复制。</translation>
    </message>
    <message>
        <source>On &amp;{domain}</source>
        <translation>使用 {domain}(&amp;D)</translation>
    </message>
    <message>
        <source>Works for {time}</source>
        <translation>有效期 {time}</translation>
    </message>
</context>
<context>
    <name>LongFiles</name>
    <message>
        <source>A file is so large ({size}) that it may have to begin anew: the storage lets each file in for a while only. A fast, steady line helps.</source>
        <translation>有一个文件很大（{size}），可能需要从头重传：存储服务只在一段时间内接收每个文件。稳定而快速的网络会有帮助。</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Enter the key</source>
        <translation>输入密钥</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Show in that order</source>
        <translation>按上传顺序显示</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>{name} - Upcall</source>
        <translation>{name} - Upcall</translation>
    </message>
    <message>
        <source>{percent} % - {title}</source>
        <translation>{percent}% - {title}</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>&amp;Callback</source>
        <translation>回调(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Queue</source>
        <translation>队列(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
</context>
<context>
    <name>MessagePanel</name>
    <message>
        <source>Own values</source>
        <translation>自己的值</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>模板</translation>
    </message>
    <message>
        <source>The next run uses it. What only the storage knows is an example here.</source>
        <translation>下一次上传会用到它。只有存储才知道的值，这里用示例代替。</translation>
    </message>
    <message>
        <source>Your server would get</source>
        <translation>你的服务器会收到</translation>
    </message>
</context>
<context>
    <name>NameDialog</name>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Please give it a name.</source>
        <translation>请起个名称。</translation>
    </message>
    <message>
        <source>Please leave out these signs: {signs}</source>
        <translation>请去掉这些字符：{signs}</translation>
    </message>
</context>
<context>
    <name>NameRule</name>
    <message>
        <source>A brace stands alone. Doubled it means itself.</source>
        <translation>有单独的花括号。如需花括号本身，请写两个。</translation>
    </message>
    <message>
        <source>All files would get the same name. Put {name} or {counter} in.</source>
        <translation>所有文件会得到同一个名称。请加入 {name} 或 {counter}。</translation>
    </message>
    <message>
        <source>Can be put in: {names}</source>
        <translation>可用：{names}</translation>
    </message>
    <message>
        <source>No file can have the name that comes out.</source>
        <translation>得到的名称不能用作文件名。</translation>
    </message>
    <message>
        <source>There is no {names}.</source>
        <translation>不存在 {names}。</translation>
    </message>
    <message>
        <source>{file} becomes {key}</source>
        <translation>{file} 将存储为 {key}</translation>
    </message>
</context>
<context>
    <name>NetworkSettings</name>
    <message>
        <source> s</source>
        <translation> 秒</translation>
    </message>
    <message>
        <source>How long to wait</source>
        <translation>等待时间</translation>
    </message>
</context>
<context>
    <name>NoticeNews</name>
    <message>
        <source>{name} is stored, but it could not be processed.</source>
        <translation>“{name}”已存好，但没能完成处理。</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>Arrived</source>
        <translation>已到</translation>
    </message>
    <message>
        <source>Confirmed by the service</source>
        <translation>后续消息已到</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Gave up</source>
        <translation>已放弃</translation>
    </message>
    <message>
        <source>No confirmation will come</source>
        <translation>不会有后续消息</translation>
    </message>
    <message>
        <source>No notice: {why}</source>
        <translation>没有通知：{why}</translation>
    </message>
    <message>
        <source>None will come</source>
        <translation>不会有通知</translation>
    </message>
    <message>
        <source>Nothing came in four days, so nobody waits any longer.</source>
        <translation>四天内没有消息，已不再等待。</translation>
    </message>
    <message>
        <source>Notice arrived</source>
        <translation>通知已到</translation>
    </message>
    <message>
        <source>Processing</source>
        <translation>处理</translation>
    </message>
    <message>
        <source>Processing failed</source>
        <translation>处理失败</translation>
    </message>
    <message>
        <source>The application is set to tell nobody of uploads. Event settings change that.</source>
        <translation>该应用设置为上传后不通知任何人。可在“事件设置”中更改。</translation>
    </message>
    <message>
        <source>The connection names no management domain, so nobody can be asked.</source>
        <translation>连接里没有填写管理域名，因此无处查询。</translation>
    </message>
    <message>
        <source>The event waits in the application&apos;s queue. Upcall reads that queue only when it is switched on.</source>
        <translation>事件在该应用的队列里等待。只有打开相应开关后 Upcall 才会读取队列。</translation>
    </message>
    <message>
        <source>The key may not ask for it. Another key may.</source>
        <translation>该密钥无权查询，可以换一个密钥。</translation>
    </message>
    <message>
        <source>The service does not know this task, or forgot it.</source>
        <translation>云服务查不到这个任务，或已不再保留。</translation>
    </message>
    <message>
        <source>The service gave no number for the task, so nobody can be asked.</source>
        <translation>云服务没有给出任务编号，因此无从查询。</translation>
    </message>
    <message>
        <source>The service tells your server alone. With the address of its status stream in the upload options it is seen here, too.</source>
        <translation>云服务只通知你的服务器。在上传选项里填上它的状态流地址，这里也能看到。</translation>
    </message>
    <message>
        <source>The work is over, but the service could not reach your server.</source>
        <translation>处理已结束，但云服务没能联系上你的服务器。</translation>
    </message>
    <message>
        <source>Upcall asked the service</source>
        <translation>由 Upcall 向云服务查询</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Waiting for its notice</source>
        <translation>等待通知</translation>
    </message>
    <message>
        <source>Waiting for the service to confirm it</source>
        <translation>正在等待后续消息</translation>
    </message>
    <message>
        <source>Your file is safe, but it could not be processed</source>
        <translation>文件已安全存好，但没能完成处理</translation>
    </message>
    <message>
        <source>Your server could not be told of it</source>
        <translation>后续消息没能送达你的服务器</translation>
    </message>
    <message>
        <source>Your server is told of it</source>
        <translation>后续消息发给你的服务器</translation>
    </message>
    <message>
        <source>it goes to your server</source>
        <translation>通知只发给你的服务器</translation>
    </message>
    <message>
        <source>nobody knows why</source>
        <translation>原因不明</translation>
    </message>
    <message>
        <source>nobody waits any longer</source>
        <translation>已不再等待</translation>
    </message>
    <message>
        <source>read from the application&apos;s queue</source>
        <translation>从该应用的事件队列读取</translation>
    </message>
    <message>
        <source>the key may not ask</source>
        <translation>该密钥无权查询</translation>
    </message>
    <message>
        <source>the queue is not read here</source>
        <translation>这里不读取事件队列</translation>
    </message>
    <message>
        <source>the service does not know it</source>
        <translation>云服务查不到它</translation>
    </message>
    <message>
        <source>the service gave no number for it</source>
        <translation>云服务没有给出任务编号</translation>
    </message>
    <message>
        <source>there is no address to ask at</source>
        <translation>没有可查询的地址</translation>
    </message>
    <message>
        <source>they are switched off</source>
        <translation>事件通知已关闭</translation>
    </message>
    <message>
        <source>your server could not be told</source>
        <translation>没能通知到你的服务器</translation>
    </message>
    <message>
        <source>your server passed it on</source>
        <translation>由你的服务器转告</translation>
    </message>
</context>
<context>
    <name>Offered</name>
    <message>
        <source>A key, which is kept on this computer only.</source>
        <translation>密钥，只保存在本机。</translation>
    </message>
    <message>
        <source>A message about each file goes to</source>
        <translation>每个文件的通知将发给</translation>
    </message>
    <message numerus="yes">
        <source>At most %n file(s) at a time.</source>
        <translation>
            <numerusform>一次最多 %n 个文件。</numerusform>
        </translation>
    </message>
    <message>
        <source>At most {size} each.</source>
        <translation>每个不超过 {size}。</translation>
    </message>
    <message>
        <source>Everyone who has a link</source>
        <translation>任何拿到链接的人</translation>
    </message>
    <message>
        <source>Links to your files lead to</source>
        <translation>文件链接指向</translation>
    </message>
    <message>
        <source>Nobody is told about your files.</source>
        <translation>不会把你的文件告诉任何人。</translation>
    </message>
    <message>
        <source>Only {kinds}.</source>
        <translation>只接受 {kinds}。</translation>
    </message>
    <message>
        <source>Permission comes from</source>
        <translation>授权来自</translation>
    </message>
    <message>
        <source>Sent along without a question</source>
        <translation>不询问就一起发送的内容</translation>
    </message>
    <message>
        <source>Which files</source>
        <translation>哪些文件</translation>
    </message>
    <message>
        <source>You will be asked for</source>
        <translation>会请你填写</translation>
    </message>
    <message>
        <source>Your files can be opened by</source>
        <translation>谁能打开你的文件</translation>
    </message>
    <message>
        <source>Your files go to</source>
        <translation>文件将上传到</translation>
    </message>
    <message>
        <source>the name of the file&apos;s folder</source>
        <translation>文件所在文件夹的名称</translation>
    </message>
    <message>
        <source>the name you are logged in with</source>
        <translation>你登录这台电脑的用户名</translation>
    </message>
    <message>
        <source>{place} (not encrypted on its way)</source>
        <translation>{place}（传输途中未加密）</translation>
    </message>
</context>
<context>
    <name>OfferedSheet</name>
    <message>
        <source>&amp;Passphrase</source>
        <translation>口令(&amp;P)</translation>
    </message>
    <message>
        <source>A place for your files</source>
        <translation>存放文件的位置</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>It does not open. Look at the passphrase again, or ask for a new file.</source>
        <translation>无法打开。请再核对口令，或索取新的文件。</translation>
    </message>
    <message>
        <source>It stays as your team made it; you only add files.</source>
        <translation>设置由团队定好，你只需添加文件。</translation>
    </message>
    <message>
        <source>Next you will be asked for its key. Your team has it.</source>
        <translation>接下来需要输入密钥，可以向团队索取。</translation>
    </message>
    <message>
        <source>Somebody prepared this for you. Nothing is sent until you say so.</source>
        <translation>这是别人为你准备的。未经你同意，不会发送任何内容。</translation>
    </message>
    <message>
        <source>The file is damaged. Ask your team to send it once more.</source>
        <translation>文件已损坏，请让团队重新发送一次。</translation>
    </message>
    <message>
        <source>This is not where it went before. Take it only if your team said so.</source>
        <translation>与之前的位置不同。只有团队告诉过你时才使用它。</translation>
    </message>
    <message>
        <source>Type the passphrase that your team gave you.</source>
        <translation>请输入团队给你的口令。</translation>
    </message>
    <message>
        <source>Use the new place</source>
        <translation>使用新位置</translation>
    </message>
    <message>
        <source>Use this place</source>
        <translation>使用此位置</translation>
    </message>
    <message>
        <source>Your team tells it to you, not in the file.</source>
        <translation>口令不在文件里，由团队另外告诉你。</translation>
    </message>
    <message>
        <source>{caption} {old} → now {new}</source>
        <translation>{caption}{old} → 现在是 {new}</translation>
    </message>
</context>
<context>
    <name>Ops</name>
    <message>
        <source>A film in another format</source>
        <translation>转换视频格式</translation>
    </message>
    <message>
        <source>A picture in another size</source>
        <translation>图片缩放</translation>
    </message>
    <message>
        <source>A picture out of a film</source>
        <translation>视频截图</translation>
    </message>
    <message>
        <source>A picture with a mark</source>
        <translation>图片加水印</translation>
    </message>
    <message>
        <source>A step is missing between two bars. Take one bar out.</source>
        <translation>两条竖线之间缺少步骤。请删去一条竖线。</translation>
    </message>
    <message>
        <source>Another one has the same result, “{key}”.</source>
        <translation>另一条指令的结果同名：“{key}”。</translation>
    </message>
    <message>
        <source>At second</source>
        <translation>第几秒</translation>
    </message>
    <message>
        <source>Bits a second</source>
        <translation>码率</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>高度</translation>
    </message>
    <message>
        <source>Instruction {number}: {sentence}</source>
        <translation>指令 {number}：{sentence}</translation>
    </message>
    <message>
        <source>It says saves; most likely saveas is meant.</source>
        <translation>这里写的是 saves，多半应为 saveas。</translation>
    </message>
    <message>
        <source>Name a format behind {name}, such as mp4 or jpg.</source>
        <translation>请在 {name} 后写明格式，例如 mp4 或 jpg。</translation>
    </message>
    <message>
        <source>Name of the result</source>
        <translation>结果的名称</translation>
    </message>
    <message>
        <source>Put saveas at its end: nothing can follow.</source>
        <translation>请把 saveas 放在最后：后面不能再有步骤。</translation>
    </message>
    <message>
        <source>Say which second, as in offset/1.</source>
        <translation>请写明第几秒，例如 offset/1。</translation>
    </message>
    <message>
        <source>Strength in per cent</source>
        <translation>强度（百分比）</translation>
    </message>
    <message>
        <source>The result of every file is called “{key}”: only the last one stays.</source>
        <translation>每个文件的结果都叫“{key}”：只会留下最后一个。</translation>
    </message>
    <message>
        <source>The result would replace the file itself.</source>
        <translation>结果会替换文件本身。</translation>
    </message>
    <message>
        <source>The service gives the result a name of its own.</source>
        <translation>结果由服务自行命名。</translation>
    </message>
    <message>
        <source>There is no placeholder {names}.</source>
        <translation>没有占位符 {names}。</translation>
    </message>
    <message>
        <source>There is nothing in it. Take it out, or write one.</source>
        <translation>里面没有内容。请删去它，或写一条指令。</translation>
    </message>
    <message>
        <source>We do not know “{name}”; the service may.</source>
        <translation>我们不认识“{name}”，服务也许认识。</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>“{text}” has blanks or letters that cannot be sent.</source>
        <translation>“{text}”含有空格或无法发送的字符。</translation>
    </message>
    <message>
        <source>“{text}” names no place. Write a name such as {{folder}}{{stem}}.mp4</source>
        <translation>“{text}”不是存储位置。请写一个名称，例如 {{folder}}{{stem}}.mp4</translation>
    </message>
</context>
<context>
    <name>OpsForm</name>
    <message>
        <source>&amp;Add this instruction</source>
        <translation>添加这条指令(&amp;A)</translation>
    </message>
    <message>
        <source>Filled in for each file: {marks}. Empty: the service names it.</source>
        <translation>按每个文件填入：{marks}。留空：由服务命名。</translation>
    </message>
    <message>
        <source>What shall be made</source>
        <translation>要生成什么</translation>
    </message>
    <message>
        <source>as it is</source>
        <translation>保持原样</translation>
    </message>
</context>
<context>
    <name>OpsSheet</name>
    <message numerus="yes">
        <source>%n instruction(s) for each file.</source>
        <translation>
            <numerusform>每个文件 %n 条指令。</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Instructions</source>
        <translation>处理指令</translation>
    </message>
    <message>
        <source>One instruction a line; bars join steps. Files that wait already keep theirs.</source>
        <translation>每行一条指令，竖线连接各个步骤。已在等待的文件保留原有指令。</translation>
    </message>
    <message>
        <source>Use these</source>
        <translation>使用这些</translation>
    </message>
    <message>
        <source>What is made of each file</source>
        <translation>由每个文件生成什么</translation>
    </message>
</context>
<context>
    <name>OptionRow</name>
    <message>
        <source>Build…</source>
        <translation>编辑…</translation>
    </message>
    <message>
        <source>Choose a cover picture</source>
        <translation>选择封面图片</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Pictures ({endings})</source>
        <translation>图片 ({endings})</translation>
    </message>
    <message>
        <source>{count} of {most} letters</source>
        <translation>{count} / {most} 个字符</translation>
    </message>
    <message>
        <source>{moment} on this computer&apos;s clock</source>
        <translation>本机时间 {moment}</translation>
    </message>
</context>
<context>
    <name>Options</name>
    <message>
        <source>A number from the console; empty: other.</source>
        <translation>控制台中的数字；留空：其他。</translation>
    </message>
    <message>
        <source>A number from {least} to {most}, please.</source>
        <translation>请填 {least} 到 {most} 之间的数字。</translation>
    </message>
    <message>
        <source>A picture of this computer; it goes with each file.</source>
        <translation>本机上的一张图片，随每个文件发送。</translation>
    </message>
    <message>
        <source>A public http or https address.</source>
        <translation>公网的 http 或 https 地址。</translation>
    </message>
    <message>
        <source>A template such as key=$(key)&amp;size=$(fsize)</source>
        <translation>模板，例如 key=$(key)&amp;size=$(fsize)</translation>
    </message>
    <message>
        <source>Answer for whoever uploads</source>
        <translation>给上传者的响应</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>归档</translation>
    </message>
    <message>
        <source>As a form (PostObject)</source>
        <translation>表单上传（PostObject）</translation>
    </message>
    <message>
        <source>As the bucket</source>
        <translation>与 Bucket 一致</translation>
    </message>
    <message>
        <source>At most {longest} letters, please.</source>
        <translation>请不要超过 {longest} 个字符。</translation>
    </message>
    <message>
        <source>Automatic, by size</source>
        <translation>自动，按大小选择</translation>
    </message>
    <message>
        <source>Automatic, by the file&apos;s size</source>
        <translation>自动，按文件大小</translation>
    </message>
    <message>
        <source>Begins with a slash; only for applications with paths.</source>
        <translation>以斜杠开头；仅适用于支持路径的应用。</translation>
    </message>
    <message>
        <source>Choose a picture, such as a JPG or PNG.</source>
        <translation>请选择一张图片，例如 JPG 或 PNG。</translation>
    </message>
    <message>
        <source>Choose one of the list.</source>
        <translation>请从列表中选择。</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>分类</translation>
    </message>
    <message>
        <source>Cold archive</source>
        <translation>冷归档</translation>
    </message>
    <message>
        <source>Comes back in the task flow&apos;s event.</source>
        <translation>会在任务流的事件中原样返回。</translation>
    </message>
    <message>
        <source>Cover picture</source>
        <translation>封面图片</translation>
    </message>
    <message>
        <source>Date and time, such as 2027-01-31T12:00:00Z, please.</source>
        <translation>请填日期和时间，例如 2027-01-31T12:00:00Z。</translation>
    </message>
    <message>
        <source>Deep cold archive</source>
        <translation>深度冷归档</translation>
    </message>
    <message>
        <source>Delete after days</source>
        <translation>多少天后删除</translation>
    </message>
    <message>
        <source>Delete at</source>
        <translation>删除时间</translation>
    </message>
    <message>
        <source>Digits only, please.</source>
        <translation>请只填数字。</translation>
    </message>
    <message>
        <source>Downloads from {service} go by a domain of your own: see the connection.</source>
        <translation>{service} 的下载使用你自己的域名：见连接设置。</translation>
    </message>
    <message>
        <source>Each upload to {service} is a new file.</source>
        <translation>每次上传到 {service} 都是新文件。</translation>
    </message>
    <message>
        <source>Else once, when all of them are done.</source>
        <translation>否则在全部完成后通知一次。</translation>
    </message>
    <message>
        <source>Empty: Upcall asks how far it is.</source>
        <translation>留空：由 Upcall 查询进度。</translation>
    </message>
    <message>
        <source>Empty: it stays.</source>
        <translation>留空：一直保留。</translation>
    </message>
    <message>
        <source>Empty: none is too large.</source>
        <translation>留空：不限大小。</translation>
    </message>
    <message>
        <source>Empty: the file&apos;s name without its ending.</source>
        <translation>留空：不带扩展名的文件名。</translation>
    </message>
    <message>
        <source>Events that it takes are hidden from others for 30 s.</source>
        <translation>它取走的事件会对其他程序隐藏 30 秒。</translation>
    </message>
    <message>
        <source>Everybody may read</source>
        <translation>所有人可读</translation>
    </message>
    <message>
        <source>Everybody may read and write</source>
        <translation>所有人可读写</translation>
    </message>
    <message>
        <source>Films in other formats, single pictures, marks.</source>
        <translation>转码、截图、水印等。</translation>
    </message>
    <message>
        <source>For files up to 5 GB, the way that web pages upload.</source>
        <translation>适用于不超过 5 GB 的文件，与网页上传的方式相同。</translation>
    </message>
    <message>
        <source>For files up to 5 GB. After a break they begin anew.</source>
        <translation>适用于不超过 5 GB 的文件，中断后需要从头上传。</translation>
    </message>
    <message>
        <source>For small files. After a break they begin anew.</source>
        <translation>适合小文件。中断后会从头开始。</translation>
    </message>
    <message>
        <source>From 60 to 604,800; longer for slow lines.</source>
        <translation>60 到 604,800；网速慢时请设长一些。</translation>
    </message>
    <message>
        <source>Goes on where it stopped, whatever the size.</source>
        <translation>无论大小，都能从中断处继续。</translation>
    </message>
    <message>
        <source>Good for seconds</source>
        <translation>有效秒数</translation>
    </message>
    <message>
        <source>In UTC, such as 2027-01-31T12:00:00Z; empty: never.</source>
        <translation>UTC 时间，例如 2027-01-31T12:00:00Z；留空：永不。</translation>
    </message>
    <message>
        <source>In one request (PutObject)</source>
        <translation>单次请求（PutObject）</translation>
    </message>
    <message>
        <source>In parts (multipart)</source>
        <translation>分片上传（multipart）</translation>
    </message>
    <message>
        <source>Infrequent access</source>
        <translation>低频访问</translation>
    </message>
    <message>
        <source>Instead of the file&apos;s own name.</source>
        <translation>代替文件自己的名称。</translation>
    </message>
    <message>
        <source>Instructions</source>
        <translation>处理指令</translation>
    </message>
    <message>
        <source>Its name in the console; empty: none.</source>
        <translation>控制台中的名称；留空：不启动。</translation>
    </message>
    <message>
        <source>KMS, with a key of its own</source>
        <translation>KMS，使用单独的密钥</translation>
    </message>
    <message>
        <source>Largest file in bytes</source>
        <translation>最大文件（字节）</translation>
    </message>
    <message>
        <source>Look through the content for</source>
        <translation>内容审核</translation>
    </message>
    <message>
        <source>Milliseconds since 1970; empty: now.</source>
        <translation>自 1970 年起的毫秒数；留空：当前时间。</translation>
    </message>
    <message>
        <source>Name of the media</source>
        <translation>媒体名称</translation>
    </message>
    <message>
        <source>Name that the storage gives</source>
        <translation>由存储服务命名</translation>
    </message>
    <message>
        <source>Not together with a callback.</source>
        <translation>不能与回调同时使用。</translation>
    </message>
    <message>
        <source>Path in the storage</source>
        <translation>存储路径</translation>
    </message>
    <message>
        <source>Private</source>
        <translation>私有</translation>
    </message>
    <message>
        <source>Redirect to (forms in a browser)</source>
        <translation>重定向到（浏览器表单）</translation>
    </message>
    <message>
        <source>Small files in one request, large ones in parts.</source>
        <translation>小文件单次请求，大文件分片。</translation>
    </message>
    <message>
        <source>Something in the instructions cannot be read.</source>
        <translation>指令中有无法识别的内容。</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>标准</translation>
    </message>
    <message>
        <source>Such as imagePorn.</source>
        <translation>例如 imagePorn。</translation>
    </message>
    <message>
        <source>Task flow to start</source>
        <translation>要启动的任务流</translation>
    </message>
    <message>
        <source>Tell it after each instruction</source>
        <translation>每条指令完成后都通知</translation>
    </message>
    <message>
        <source>Tell this address what was found</source>
        <translation>审核结果通知此地址</translation>
    </message>
    <message>
        <source>Tell this address when it is done</source>
        <translation>完成后通知此地址</translation>
    </message>
    <message>
        <source>Text for the task flow</source>
        <translation>任务流文本</translation>
    </message>
    <message>
        <source>That is no web address yet: http:// or https:// in front.</source>
        <translation>这还不是网址：请以 http:// 或 https:// 开头。</translation>
    </message>
    <message>
        <source>That moment is over. Choose one that lies ahead.</source>
        <translation>这个时刻已过。请选择将来的时刻。</translation>
    </message>
    <message>
        <source>The answer to the upload</source>
        <translation>上传的响应</translation>
    </message>
    <message>
        <source>The permission to upload</source>
        <translation>上传许可</translation>
    </message>
    <message>
        <source>The stored file</source>
        <translation>存储的文件</translation>
    </message>
    <message>
        <source>Time of the last change</source>
        <translation>最后修改时间</translation>
    </message>
    <message>
        <source>Upcall reads the event queue itself</source>
        <translation>由 Upcall 读取事件队列</translation>
    </message>
    <message>
        <source>What comes later</source>
        <translation>之后的通知</translation>
    </message>
    <message>
        <source>What is made of it</source>
        <translation>由它生成什么</translation>
    </message>
    <message>
        <source>What it is told of</source>
        <translation>通知哪些结果</translation>
    </message>
    <message>
        <source>What your server hears is read there at once.</source>
        <translation>你的服务器收到的通知会立即从这里读取。</translation>
    </message>
    <message>
        <source>Your server signed a form, so files go as a form.</source>
        <translation>你的服务器签名的是表单，因此文件以表单方式上传。</translation>
    </message>
    <message>
        <source>Your server signed an address, not a form.</source>
        <translation>你的服务器签名的是地址，不是表单。</translation>
    </message>
    <message>
        <source>Your server&apos;s permission is for one request, not for parts.</source>
        <translation>你的服务器只授权单次请求，不能分片。</translation>
    </message>
    <message>
        <source>Your server&apos;s status stream</source>
        <translation>你的服务器的状态流</translation>
    </message>
    <message>
        <source>all, or some of porn;sexy;normal;exception</source>
        <translation>all，或 porn;sexy;normal;exception 中的几个</translation>
    </message>
    <message>
        <source>{number} MiB</source>
        <translation>{number} MiB</translation>
    </message>
    <message>
        <source>{service} cannot list parts; Upcall keeps a list of its own.</source>
        <translation>{service} 不能列出分片；Upcall 自己保存列表。</translation>
    </message>
    <message>
        <source>{service} does not offer this.</source>
        <translation>{service} 不提供此功能。</translation>
    </message>
    <message>
        <source>{service} has no such list; what was left goes away by itself.</source>
        <translation>{service} 没有这样的列表；遗留内容会自动清除。</translation>
    </message>
    <message>
        <source>{service} stores none of these with a file.</source>
        <translation>{service} 不随文件保存这些内容。</translation>
    </message>
    <message>
        <source>{service} takes no forms.</source>
        <translation>{service} 不支持表单上传。</translation>
    </message>
    <message>
        <source>{service} takes one request only as a form.</source>
        <translation>{service} 的单次请求只能用表单。</translation>
    </message>
</context>
<context>
    <name>Order</name>
    <message numerus="yes">
        <source>%n file(s) will go next.</source>
        <translation>
            <numerusform>接下来先发送这 %n 个文件。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %n file(s)</source>
        <translation>
            <numerusform>移动 %n 个文件</numerusform>
        </translation>
    </message>
    <message>
        <source>The list is sorted by a column. Files can be moved in the order of upload.</source>
        <translation>列表正按某一列排序。切换到上传顺序后即可移动文件。</translation>
    </message>
</context>
<context>
    <name>OtherPlace</name>
    <message>
        <source>&amp;More</source>
        <translation>更多(&amp;M)</translation>
    </message>
</context>
<context>
    <name>Overall</name>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n 个文件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) stored</source>
        <translation>
            <numerusform>已存储 %n 个文件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not stored</source>
        <translation>
            <numerusform>%n 个未存储</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n with a note</source>
        <translation>
            <numerusform>%n 个有提示</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All done: %n file(s)</source>
        <translation>
            <numerusform>全部完成：%n 个文件</numerusform>
        </translation>
    </message>
    <message>
        <source>Clear list</source>
        <translation>清除已完成</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Progress of all files</source>
        <translation>全部文件的进度</translation>
    </message>
    <message>
        <source>Save confirmation</source>
        <translation>保存确认单</translation>
    </message>
    <message>
        <source>Saves a page that says what was uploaded</source>
        <translation>保存一页上传说明</translation>
    </message>
    <message>
        <source>Sends once more what was not stored</source>
        <translation>重新上传未存储的文件</translation>
    </message>
    <message>
        <source>Show all files</source>
        <translation>显示全部文件</translation>
    </message>
    <message>
        <source>Show every file again</source>
        <translation>重新显示每个文件</translation>
    </message>
    <message>
        <source>Show only these files</source>
        <translation>只显示这些文件</translation>
    </message>
    <message>
        <source>Takes what is finished off this list. No file is deleted.</source>
        <translation>从列表中移除已完成的文件，不会删除任何文件。</translation>
    </message>
    <message numerus="yes">
        <source>Try %n again</source>
        <translation>
            <numerusform>重试 %n 个文件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Upload %n file(s)</source>
        <translation>
            <numerusform>上传 %n 个文件</numerusform>
        </translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>ready to go</source>
        <translation>准备就绪</translation>
    </message>
    <message numerus="yes">
        <source>{done} of %n file(s)</source>
        <translation>
            <numerusform>共 %n 个文件，已完成 {done} 个</numerusform>
        </translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>剩余{time}</translation>
    </message>
</context>
<context>
    <name>PairTable</name>
    <message>
        <source>Remove {what} {number}</source>
        <translation>移除{what} {number}</translation>
    </message>
    <message>
        <source>name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>{what} {number}: name</source>
        <translation>{what} {number}：名称</translation>
    </message>
    <message>
        <source>{what} {number}: value</source>
        <translation>{what} {number}：值</translation>
    </message>
</context>
<context>
    <name>Paste</name>
    <message>
        <source>Name for the picture</source>
        <translation>图片的名称</translation>
    </message>
    <message>
        <source>Name for the text</source>
        <translation>文本的名称</translation>
    </message>
    <message>
        <source>Pasted {when}</source>
        <translation>粘贴 {when}</translation>
    </message>
    <message>
        <source>There is nothing to paste. Copy a file, a picture or text first.</source>
        <translation>没有可粘贴的内容，请先复制文件、图片或文本。</translation>
    </message>
    <message>
        <source>This picture could not be read. Save it as a file and drop it.</source>
        <translation>无法读取此图片，请先保存为文件再拖进来。</translation>
    </message>
</context>
<context>
    <name>PasteBox</name>
    <message>
        <source>&amp;Paste anything you were given</source>
        <translation>粘贴别人给你的任何内容(&amp;P)</translation>
    </message>
    <message>
        <source>An address, a key, lines of settings, or a file dropped here.</source>
        <translation>地址、密钥、配置文本，或拖入文件。</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>Paste anything you were given</source>
        <translation>粘贴别人给你的任何内容</translation>
    </message>
    <message>
        <source>That file could not be read as text.</source>
        <translation>无法将该文件作为文本读取。</translation>
    </message>
    <message>
        <source>There is no text on the clipboard.</source>
        <translation>剪贴板中没有文本。</translation>
    </message>
</context>
<context>
    <name>PasteCallback</name>
    <message>
        <source>Base64 from a header, the JSON, source code of any language, or a template of another service.</source>
        <translation>可以是标头里的 Base64、回调 JSON、任意语言的源代码，或其他云服务的模板。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>No callback and no template was recognised in this.</source>
        <translation>没有在其中识别出回调或模板。</translation>
    </message>
    <message>
        <source>Paste a callback</source>
        <translation>粘贴回调</translation>
    </message>
    <message>
        <source>Paste it here</source>
        <translation>粘贴到这里</translation>
    </message>
    <message>
        <source>Take it over</source>
        <translation>采用</translation>
    </message>
    <message>
        <source>The form will hold</source>
        <translation>表单将变为</translation>
    </message>
    <message>
        <source>What the form will hold</source>
        <translation>表单将变为的内容</translation>
    </message>
    <message>
        <source>What you copied</source>
        <translation>你复制的内容</translation>
    </message>
</context>
<context>
    <name>PlaceCard</name>
    <message>
        <source>&amp;More</source>
        <translation>更多(&amp;M)</translation>
    </message>
</context>
<context>
    <name>PlaceHeader</name>
    <message>
        <source>Choose another place</source>
        <translation>选择其他位置</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>请稍候…</translation>
    </message>
    <message>
        <source>Your files go to</source>
        <translation>文件将上传到</translation>
    </message>
</context>
<context>
    <name>PlaceNotes</name>
    <message>
        <source>Callbacks are not offered in this region.</source>
        <translation>此地域不支持回调。</translation>
    </message>
    <message>
        <source>Found automatically.</source>
        <translation>已自动识别。</translation>
    </message>
    <message>
        <source>Leave it out</source>
        <translation>去掉</translation>
    </message>
    <message>
        <source>Not confirmed: it is not in our list, but it may well work.</source>
        <translation>尚未确认：不在我们的列表中，但很可能可以使用。</translation>
    </message>
    <message>
        <source>Search by name, type it, or leave it to be found.</source>
        <translation>可按名称搜索、直接输入，或留空自动识别。</translation>
    </message>
    <message>
        <source>The folder begins with the bucket&apos;s own name. It would be there twice: {bucket}/{prefix}</source>
        <translation>文件夹以 Bucket 名称开头，会重复出现：{bucket}/{prefix}</translation>
    </message>
    <message>
        <source>Use “{folder}”</source>
        <translation>改用“{folder}”</translation>
    </message>
    <message>
        <source>Whether it offers callbacks is not confirmed.</source>
        <translation>尚未确认是否支持回调。</translation>
    </message>
</context>
<context>
    <name>PlaceSearch</name>
    <message numerus="yes">
        <source>Choose one of %n bucket(s).</source>
        <translation>
            <numerusform>从 %n 个 Bucket 中选择。</numerusform>
        </translation>
    </message>
    <message>
        <source>This key may not list buckets. That is fine: type the name.</source>
        <translation>此密钥无权列出 Bucket。没关系，直接输入名称即可。</translation>
    </message>
</context>
<context>
    <name>Places</name>
    <message>
        <source>A brace stands alone. Doubled it means itself.</source>
        <translation>有单独的花括号。如需花括号本身，请写两个。</translation>
    </message>
    <message>
        <source>A key&apos;s id belongs to KMS encryption only.</source>
        <translation>密钥 ID 只用于 KMS 加密。</translation>
    </message>
    <message>
        <source>All files would get the same name.</source>
        <translation>所有文件会得到同一个名称。</translation>
    </message>
    <message>
        <source>Archived files have to be restored before they can be read.</source>
        <translation>归档文件需要先解冻才能读取。</translation>
    </message>
    <message>
        <source>Everybody could change what is stored.</source>
        <translation>任何人都可以修改已存储的内容。</translation>
    </message>
    <message>
        <source>Mend it</source>
        <translation>修复</translation>
    </message>
    <message>
        <source>Name it {better}</source>
        <translation>改名为 {better}</translation>
    </message>
    <message>
        <source>Not confirmed: whether the storage offers callbacks in {region}.</source>
        <translation>尚未确认：{region} 是否支持回调。</translation>
    </message>
    <message>
        <source>Not confirmed: {region} is not in our list of regions, but may well work.</source>
        <translation>尚未确认：{region} 不在我们的地域列表中，但很可能可以使用。</translation>
    </message>
    <message>
        <source>Take it out</source>
        <translation>去掉</translation>
    </message>
    <message>
        <source>The endpoint&apos;s name says {found}, the connection says {region}.</source>
        <translation>Endpoint 中的地域是 {found}，连接中填写的是 {region}。</translation>
    </message>
    <message>
        <source>The folder begins with “{bucket}”, the bucket&apos;s own name.</source>
        <translation>文件夹以“{bucket}”开头，与 Bucket 同名。</translation>
    </message>
    <message>
        <source>The metadata is too long: {size} of {limit} bytes.</source>
        <translation>元数据过长：{size} 字节，上限 {limit} 字节。</translation>
    </message>
    <message>
        <source>The rule begins with “{bucket}”, the bucket&apos;s own name.</source>
        <translation>规则以“{bucket}”开头，与 Bucket 同名。</translation>
    </message>
    <message>
        <source>The storage knows no “{value}” here.</source>
        <translation>存储服务不支持“{value}”。</translation>
    </message>
    <message>
        <source>The storage offers no callbacks in {region}: your server may never be told.</source>
        <translation>存储服务在 {region} 不支持回调：你的服务器可能收不到通知。</translation>
    </message>
    <message>
        <source>The value of “{name}” is too long for a tag or has odd signs.</source>
        <translation>标签“{name}”的值过长，或含有不允许的字符。</translation>
    </message>
    <message>
        <source>The value of “{name}” must be one line without odd signs.</source>
        <translation>“{name}”的值只能是一行，且不含特殊字符。</translation>
    </message>
    <message>
        <source>There is nothing called {names} for names.</source>
        <translation>命名规则中没有 {names}。</translation>
    </message>
    <message>
        <source>These are {count} tags; the storage takes at most {most}.</source>
        <translation>现有 {count} 个标签，存储服务最多支持 {most} 个。</translation>
    </message>
    <message>
        <source>Use https</source>
        <translation>改用 https</translation>
    </message>
    <message>
        <source>Use the public endpoint</source>
        <translation>改用公网 Endpoint</translation>
    </message>
    <message>
        <source>Use {better}</source>
        <translation>改用 {better}</translation>
    </message>
    <message>
        <source>{endpoint} can only be reached from inside that region&apos;s network.</source>
        <translation>{endpoint} 只能从该地域的内网访问。</translation>
    </message>
    <message>
        <source>{endpoint} is not encrypted: others on the way can read along.</source>
        <translation>{endpoint} 没有加密，内容在传输途中可能被他人看到。</translation>
    </message>
    <message>
        <source>{name} has letters that may arrive changed. Safe are those of English.</source>
        <translation>{name} 中有些字符传输后可能变样，建议只用英文字母。</translation>
    </message>
    <message>
        <source>{name} must be one line without odd signs.</source>
        <translation>{name} 只能是一行，且不含特殊字符。</translation>
    </message>
    <message>
        <source>“{name}” cannot be the name of a tag: too long, empty, or with odd signs.</source>
        <translation>“{name}”不能用作标签名：过长、为空，或含有不允许的字符。</translation>
    </message>
    <message>
        <source>“{name}”: names of metadata have only letters, digits and hyphens.</source>
        <translation>“{name}”：元数据名称只能包含字母、数字和短横线。</translation>
    </message>
</context>
<context>
    <name>PlainDetails</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Copy report for my administrator</source>
        <translation>复制给管理员的报告</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
</context>
<context>
    <name>PolicyFold</name>
    <message>
        <source>&amp;What to ask your administrator for</source>
        <translation>需要向管理员申请什么(&amp;W)</translation>
    </message>
    <message>
        <source>Copied ✓</source>
        <translation>已复制 ✓</translation>
    </message>
    <message>
        <source>Copy the &amp;policy</source>
        <translation>复制策略(&amp;P)</translation>
    </message>
    <message>
        <source>Policy</source>
        <translation>策略</translation>
    </message>
    <message>
        <source>The key needs no more than this. Copy it for whoever makes keys (RAM policy).</source>
        <translation>密钥只需要这些权限。可复制给创建密钥的人（RAM 策略）。</translation>
    </message>
</context>
<context>
    <name>PracticeStrip</name>
    <message>
        <source>Practice: files stay on this computer and are deleted on quit</source>
        <translation>练习模式：文件只保存在本机，退出时会删除</translation>
    </message>
    <message>
        <source>See an upload step by step: file, storage, server, answer</source>
        <translation>一步一步地看一次上传：文件、存储、服务器、回答</translation>
    </message>
    <message>
        <source>Show what happens</source>
        <translation>看看全过程</translation>
    </message>
</context>
<context>
    <name>Preview</name>
    <message>
        <source>1. This is the callback&apos;s part of the policy, which is packed as Base64 and signed as a whole. Your own values travel beside it.</source>
        <translation>1. 这是上传策略中关于回调的部分；策略整体打包成 Base64 并签名。自定义变量随之一起发送。</translation>
    </message>
    <message>
        <source>1. This travels with the upload: JSON, packed as Base64.</source>
        <translation>1. 随上传发送的内容：打包成 Base64 的 JSON。</translation>
    </message>
    <message>
        <source>2. Unpacked, it is JSON. The template is one text in it.</source>
        <translation>2. 解包后是 JSON，模板是其中的一段文本。</translation>
    </message>
    <message>
        <source>3. The template itself. The storage fills in what is in braces.</source>
        <translation>3. 模板本身。花括号中的内容由存储服务填写。</translation>
    </message>
    <message>
        <source>3. The template itself. The storage fills in what is in parentheses.</source>
        <translation>3. 模板本身。云存储会填入圆括号里的内容。</translation>
    </message>
    <message>
        <source>4. Filled in for this file: the body that your server reads.</source>
        <translation>4. 按此文件填写后：你的服务器收到的请求体。</translation>
    </message>
    <message>
        <source>4. Filled in for this file: the body that your server reads. The service may send it percent-encoded as a whole.</source>
        <translation>4. 为这个文件填好的内容：你的服务器读到的请求体。云服务可能会把它整体做百分号编码后发送。</translation>
    </message>
    <message>
        <source>5. The request around it. The storage adds a date, its signature and an id.</source>
        <translation>5. 完整的请求。存储服务还会加上日期、签名和 ID。</translation>
    </message>
    <message>
        <source>5. The request around it. Your server computes the signature again: from the key pair (AK, SK), the address and the body.</source>
        <translation>5. 完整的请求。你的服务器用密钥对（AK、SK）、地址和请求体重新计算签名。</translation>
    </message>
    <message>
        <source>Body</source>
        <translation>请求体</translation>
    </message>
    <message>
        <source>Copy what is shown</source>
        <translation>复制显示的内容</translation>
    </message>
    <message>
        <source>Known only after the upload, so these are examples: {names}.</source>
        <translation>以下变量上传后才能确定，此处为示例值：{names}。</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>模板</translation>
    </message>
    <message>
        <source>What your server will receive</source>
        <translation>你的服务器将收到的内容</translation>
    </message>
    <message>
        <source>Which layer of the callback is shown</source>
        <translation>显示回调的哪一层</translation>
    </message>
    <message>
        <source>Your server will receive</source>
        <translation>你的服务器将收到</translation>
    </message>
    <message>
        <source>for an example file</source>
        <translation>以示例文件为例</translation>
    </message>
    <message>
        <source>for {name}</source>
        <translation>以 {name} 为例</translation>
    </message>
</context>
<context>
    <name>QueryTable</name>
    <message>
        <source>Add to the query</source>
        <translation>添加查询参数</translation>
    </message>
    <message>
        <source>Query {number}: name</source>
        <translation>查询参数 {number}：名称</translation>
    </message>
    <message>
        <source>Query {number}: value</source>
        <translation>查询参数 {number}：值</translation>
    </message>
    <message>
        <source>Remove this from the query</source>
        <translation>移除此查询参数</translation>
    </message>
    <message>
        <source>What stands behind the question mark, encoded for you:</source>
        <translation>问号后的查询参数，会自动编码：</translation>
    </message>
    <message>
        <source>name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>value</source>
        <translation>值</translation>
    </message>
</context>
<context>
    <name>QuestionRow</name>
    <message>
        <source>Answers to choose from</source>
        <translation>可选答案</translation>
    </message>
    <message>
        <source>Must be answered</source>
        <translation>必填</translation>
    </message>
    <message>
        <source>Order number</source>
        <translation>订单号</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Remove this question</source>
        <translation>移除此问题</translation>
    </message>
    <message>
        <source>Variable</source>
        <translation>变量</translation>
    </message>
    <message>
        <source>With commas between; empty: any text.</source>
        <translation>用逗号分隔；留空可填任意文本。</translation>
    </message>
</context>
<context>
    <name>QuestionRows</name>
    <message>
        <source>Add a &amp;question</source>
        <translation>添加问题(&amp;Q)</translation>
    </message>
</context>
<context>
    <name>Queue</name>
    <message>
        <source>, </source>
        <comment>between facts in a sentence</comment>
        <translation>，</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>正在发送</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>剩余时间</translation>
    </message>
    <message>
        <source>practice</source>
        <translation>练习</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent}%</translation>
    </message>
    <message>
        <source>{percent} per cent</source>
        <translation>百分之 {percent}</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>剩余{time}</translation>
    </message>
</context>
<context>
    <name>QueueSide</name>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Find by name</source>
        <translation>按名称查找</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>发送中</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Which files are shown</source>
        <translation>显示哪些文件</translation>
    </message>
    <message>
        <source>{word} {count}</source>
        <translation>{word} {count}</translation>
    </message>
</context>
<context>
    <name>QueueTable</name>
    <message>
        <source>Uploads</source>
        <translation>上传列表</translation>
    </message>
</context>
<context>
    <name>QuitDialog</name>
    <message numerus="yes">
        <source>%n file(s) are still on their way</source>
        <translation>
            <numerusform>还有 %n 个文件正在上传</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) still wait for their turn</source>
        <translation>
            <numerusform>还有 %n 个文件在排队</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more wait(s) for their turn.</source>
        <translation>
            <numerusform>另有 %n 个在排队。</numerusform>
        </translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Quit Upcall?</source>
        <translation>要退出 Upcall 吗？</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>不退出</translation>
    </message>
    <message>
        <source>This is practice: what was sent is deleted when Upcall closes.</source>
        <translation>当前是练习模式：退出 Upcall 时，已上传的内容会删除。</translation>
    </message>
    <message>
        <source>What is stored so far stays. Upcall goes on when you open it again.</source>
        <translation>已存储的内容会保留，下次打开 Upcall 时会继续上传。</translation>
    </message>
</context>
<context>
    <name>RateButton</name>
    <message>
        <source>At most {speed}</source>
        <translation>最高 {speed}</translation>
    </message>
    <message>
        <source>How fast all files together may be sent</source>
        <translation>所有文件合计的最高发送速度</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>不限速</translation>
    </message>
    <message>
        <source>No speed limit</source>
        <translation>不限速</translation>
    </message>
    <message>
        <source>Other…</source>
        <translation>其他…</translation>
    </message>
    <message>
        <source>Speed limit: {limit}</source>
        <translation>限速：{limit}</translation>
    </message>
    <message>
        <source>{number} MB/s</source>
        <translation>{number} MB/s</translation>
    </message>
</context>
<context>
    <name>RateDialog</name>
    <message>
        <source> MB/s</source>
        <translation> MB/s</translation>
    </message>
    <message>
        <source>All files together. Others share your line.</source>
        <translation>所有文件合计。网络由大家共用。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Send &amp;at most</source>
        <translation>最高发送速度(&amp;A)</translation>
    </message>
    <message>
        <source>Speed limit</source>
        <translation>限速</translation>
    </message>
    <message>
        <source>Use this limit</source>
        <translation>使用此限速</translation>
    </message>
</context>
<context>
    <name>Reasons</name>
    <message>
        <source>There is no program for {service} yet.</source>
        <translation>暂时没有适用于 {service} 的示例程序。</translation>
    </message>
    <message>
        <source>{service} calls one address only.</source>
        <translation>{service} 只回调一个地址。</translation>
    </message>
    <message>
        <source>{service} does not call a server during the upload. It tells by events.</source>
        <translation>{service} 上传时不回调服务器，而是用事件通知。</translation>
    </message>
    <message>
        <source>{service} sends the body as a form only.</source>
        <translation>{service} 只以表单形式发送请求体。</translation>
    </message>
    <message>
        <source>{service} takes the name out of the address.</source>
        <translation>{service} 直接使用地址中的主机名。</translation>
    </message>
</context>
<context>
    <name>Receipt</name>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Application</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>Bucket</source>
        <translation>Bucket</translation>
    </message>
    <message>
        <source>Callback</source>
        <translation>回调</translation>
    </message>
    <message>
        <source>Confirmation</source>
        <translation>服务的确认</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>已送达</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>结束时间</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>File id</source>
        <translation>文件 ID</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Fingerprint</source>
        <translation>指纹</translation>
    </message>
    <message>
        <source>HTTP status</source>
        <translation>HTTP 状态码</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>Made on {moment} with Upcall</source>
        <translation>由 Upcall 生成于 {moment}</translation>
    </message>
    <message>
        <source>Notice</source>
        <translation>通知</translation>
    </message>
    <message>
        <source>PDF document (*.pdf)</source>
        <translation>PDF 文档 (*.pdf)</translation>
    </message>
    <message>
        <source>Practice files were sent to the demo cloud, which keeps nothing.</source>
        <translation>练习文件发送到了演示云，演示云不会保留任何内容。</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Request id</source>
        <translation>请求 ID</translation>
    </message>
    <message>
        <source>Save the receipt as CSV or JSON to have all of them.</source>
        <translation>将回执保存为 CSV 或 JSON 可包含全部文件。</translation>
    </message>
    <message>
        <source>Saved as {name}</source>
        <translation>已保存为 {name}</translation>
    </message>
    <message>
        <source>Sent to</source>
        <translation>发送到</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Stored as</source>
        <translation>存储为</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
    <message>
        <source>The answer was not seen</source>
        <translation>没有看到回答</translation>
    </message>
    <message>
        <source>The storage answered</source>
        <translation>存储服务的响应</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>用时</translation>
    </message>
    <message>
        <source>Upload confirmation</source>
        <translation>上传确认单</translation>
    </message>
    <message>
        <source>Upload receipt</source>
        <translation>上传回执</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Web page (*.html)</source>
        <translation>网页 (*.html)</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Your server answered</source>
        <translation>你的服务器回复</translation>
    </message>
    <message>
        <source>{name} could not be written. Please choose another folder.</source>
        <translation>无法写入 {name}，请选择其他文件夹。</translation>
    </message>
    <message>
        <source>{number} (the same as of the file that was sent)</source>
        <translation>{number}（与发送的文件一致）</translation>
    </message>
    <message>
        <source>{size} ({bytes} bytes)</source>
        <translation>{size}（{bytes} 字节）</translation>
    </message>
</context>
<context>
    <name>ReceiptWords</name>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n 个文件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more file(s) are not on this page.</source>
        <translation>
            <numerusform>还有 %n 个文件未列在本页。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RenewDialog</name>
    <message>
        <source>A new code for “{name}”</source>
        <translation>为“{name}”输入新的访问码</translation>
    </message>
    <message>
        <source>A new key for “{name}”</source>
        <translation>为“{name}”输入新的密钥</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Enter again</source>
        <translation>重新输入</translation>
    </message>
    <message>
        <source>Files that wait for it go on where they were.</source>
        <translation>等待中的文件会从原处继续。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>Place: {name}</source>
        <translation>位置：{name}</translation>
    </message>
    <message>
        <source>The report is on the clipboard. It holds no password and no key.</source>
        <translation>报告已复制，其中没有密码和密钥。</translation>
    </message>
    <message>
        <source>This was practice on this computer.</source>
        <translation>这是在本机上的练习。</translation>
    </message>
    <message>
        <source>Upcall: help wanted with “{name}”</source>
        <translation>Upcall：上传“{name}”时需要帮助</translation>
    </message>
</context>
<context>
    <name>Result</name>
    <message>
        <source>A file of that name was there already.</source>
        <translation>目标位置已有同名文件。</translation>
    </message>
    <message>
        <source>All of the file is there. The storage calls your server now.</source>
        <translation>文件已全部送达。云存储正在回调你的服务器。</translation>
    </message>
    <message>
        <source>No server was to be told.</source>
        <translation>没有设置要通知的服务器。</translation>
    </message>
    <message>
        <source>That may take minutes if your server does not answer at once.</source>
        <translation>如果你的服务器没有马上响应，可能要等几分钟。</translation>
    </message>
    <message>
        <source>The service told what became of it. See Later.</source>
        <translation>云服务已告知后续情况，详见“后续”页。</translation>
    </message>
    <message>
        <source>The service will tell more of it. You need not wait.</source>
        <translation>云服务稍后会告知更多，你不必等待。</translation>
    </message>
    <message>
        <source>What the service tells of it is not seen here.</source>
        <translation>云服务告知的后续情况在这里看不到。</translation>
    </message>
    <message>
        <source>Your file is safe, but the answer was lost. Your server may have been told.</source>
        <translation>文件已安全存储，但没有收到响应。你的服务器可能已经收到通知。</translation>
    </message>
    <message>
        <source>Your file is safe, but working on it failed. See Later.</source>
        <translation>文件已安全存好，但处理失败。详见“后续”页。</translation>
    </message>
    <message>
        <source>Your file is safe.</source>
        <translation>文件已安全存储。</translation>
    </message>
    <message>
        <source>Your server was told and answered.</source>
        <translation>已通知你的服务器，并收到了响应。</translation>
    </message>
    <message>
        <source>practice</source>
        <translation>练习</translation>
    </message>
    <message>
        <source>{kind}. {title}.</source>
        <translation>{kind}。{title}。</translation>
    </message>
    <message>
        <source>{title}.</source>
        <translation>{title}。</translation>
    </message>
    <message>
        <source>“{answer}”</source>
        <translation>“{answer}”</translation>
    </message>
</context>
<context>
    <name>ResultPanel</name>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
</context>
<context>
    <name>ResultPicture</name>
    <message>
        <source>Picture of the file</source>
        <translation>文件的图片</translation>
    </message>
</context>
<context>
    <name>ResultView</name>
    <message>
        <source>Answer</source>
        <translation>响应</translation>
    </message>
    <message>
        <source>Compare…</source>
        <translation>比较…</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>HTTP {status}</source>
        <translation>HTTP {status}</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>标头</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>后续</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>More to do with this result</source>
        <translation>对这个结果的更多操作</translation>
    </message>
    <message>
        <source>Put this result beside another one</source>
        <translation>与另一个结果并排比较</translation>
    </message>
    <message>
        <source>Sends the file once more, and its callback with it</source>
        <translation>再上传一次这个文件，回调也会再发一次</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>已发送</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>Upload again</source>
        <translation>再次上传</translation>
    </message>
    <message>
        <source>Variables</source>
        <translation>变量</translation>
    </message>
    <message>
        <source>What is shown of the result</source>
        <translation>显示结果的哪一部分</translation>
    </message>
    <message>
        <source>cut, it was longer than 4 MiB</source>
        <translation>已截断，原长超过 4 MiB</translation>
    </message>
    <message>
        <source>no text</source>
        <translation>不是文本</translation>
    </message>
    <message>
        <source>unpacked from Base64</source>
        <translation>由 Base64 解出</translation>
    </message>
</context>
<context>
    <name>Review</name>
    <message>
        <source>&amp;Keep both</source>
        <translation>两者都保留(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Not now</source>
        <translation>暂不上传(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Replace</source>
        <translation>覆盖(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Skip</source>
        <translation>跳过(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Take off the list</source>
        <translation>移出列表(&amp;T)</translation>
    </message>
    <message>
        <source>A CSV file in which each file has a line</source>
        <translation>每个文件占一行的 CSV 文件</translation>
    </message>
    <message>
        <source>A message goes to the practice server when each file is stored.</source>
        <translation>每个文件存储后，会通知练习服务器。</translation>
    </message>
    <message>
        <source>A message goes to {host} when each file is stored.</source>
        <translation>每个文件存储后，会通知 {host}。</translation>
    </message>
    <message>
        <source>Answers for each file</source>
        <translation>每个文件的回答</translation>
    </message>
    <message>
        <source>Before the upload</source>
        <translation>上传之前</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Files to upload</source>
        <translation>要上传的文件</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>不会上传</translation>
    </message>
    <message>
        <source>Look at &amp;single files…</source>
        <translation>逐个查看文件(&amp;S)…</translation>
    </message>
    <message>
        <source>Looking through the files…</source>
        <translation>正在检查文件…</translation>
    </message>
    <message>
        <source>Looking which names are taken…</source>
        <translation>正在查看哪些名称已被占用…</translation>
    </message>
    <message>
        <source>Names that are taken</source>
        <translation>已有的同名文件</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Nothing is missing.</source>
        <translation>没有缺少的内容。</translation>
    </message>
    <message>
        <source>Only if &amp;different</source>
        <translation>内容不同才覆盖(&amp;D)</translation>
    </message>
    <message>
        <source>Please answer</source>
        <translation>请回答</translation>
    </message>
    <message>
        <source>Please choose</source>
        <translation>请选择</translation>
    </message>
    <message>
        <source>Replaced when the contents differ, else left as it is</source>
        <translation>内容不同时覆盖，否则保持不变</translation>
    </message>
    <message>
        <source>Same name twice</source>
        <translation>名称重复</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Something is missing or has to be changed:</source>
        <translation>还有内容缺少或需要修改：</translation>
    </message>
    <message>
        <source>Take it &amp;out</source>
        <translation>去掉(&amp;O)</translation>
    </message>
    <message>
        <source>Take them from a &amp;table…</source>
        <translation>从表格中读取(&amp;T)…</translation>
    </message>
    <message>
        <source>The files stay on the list</source>
        <translation>文件会留在列表中</translation>
    </message>
    <message>
        <source>The new file gets a number: photo (2).jpg</source>
        <translation>为新文件加上编号，例如 photo (2).jpg</translation>
    </message>
    <message>
        <source>There already: {size}</source>
        <translation>已有：{size}</translation>
    </message>
    <message>
        <source>There already: {size}, {when}</source>
        <translation>已有：{size}，{when}</translation>
    </message>
    <message>
        <source>Too large</source>
        <translation>太大</translation>
    </message>
    <message>
        <source>Upcall may not look which names are taken. What you choose holds for those that turn out to be.</source>
        <translation>Upcall 无权查看哪些名称已被占用，遇到同名文件时将按你的选择处理。</translation>
    </message>
    <message>
        <source>What is there now is overwritten</source>
        <translation>已有的文件会被覆盖</translation>
    </message>
    <message>
        <source>What is there stays; the new file is not sent</source>
        <translation>保留已有的文件，不发送新文件</translation>
    </message>
    <message>
        <source>What your server will receive</source>
        <translation>你的服务器将收到的内容</translation>
    </message>
    <message>
        <source>Will be stored as</source>
        <translation>存储为</translation>
    </message>
    <message>
        <source>{host} receives this for “{name}”:</source>
        <translation>对于“{name}”，{host} 会收到：</translation>
    </message>
    <message>
        <source>{question} (if you like)</source>
        <translation>{question}（选填）</translation>
    </message>
    <message>
        <source>–</source>
        <comment>no name: it is not stored</comment>
        <translation>–</translation>
    </message>
</context>
<context>
    <name>ReviewWords</name>
    <message numerus="yes">
        <source>%n file(s) are of a kind that may be refused there, before anything is sent.</source>
        <translation>
            <numerusform>%n 个文件的类型可能不被接受；若如此，发送前就会得知。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) are too large for this way of uploading (over {size}) and leave the list</source>
        <translation>
            <numerusform>%n 个文件超出这种上传方式的大小上限（{size}），将移出列表</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) on the list, {size}.</source>
        <translation>
            <numerusform>列表中有 %n 个文件，共 {size}。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) would have the same name as another one here: each gets a number.</source>
        <translation>
            <numerusform>%n 个文件与这里的其他文件重名，将自动加上编号。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n name(s) are taken there already.</source>
        <translation>
            <numerusform>已有 %n 个同名文件。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n name(s) begin with “{bucket}”, the bucket&apos;s own name. It is part of the address already and would be there twice.</source>
        <translation>
            <numerusform>%n 个名称以“{bucket}”开头，与 Bucket 同名。地址里已经有它，会出现两次。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Upload %n</source>
        <translation>
            <numerusform>上传 %n 个(&amp;U)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Looked at the first %n file(s).</source>
        <translation>
            <numerusform>只查看了前 %n 个文件。</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing here can be uploaded</source>
        <translation>这里没有可以上传的文件</translation>
    </message>
    <message numerus="yes">
        <source>Upload %n file(s) to “{place}”?</source>
        <translation>
            <numerusform>将 %n 个文件上传到“{place}”？</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SampleTile</name>
    <message>
        <source>Add the sample: {name}</source>
        <translation>添加示例：{name}</translation>
    </message>
    <message>
        <source>Drag it anywhere into this window, or press it</source>
        <translation>拖到窗口任意位置，或直接点击</translation>
    </message>
</context>
<context>
    <name>Samples</name>
    <message>
        <source>A document</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>A large file</source>
        <translation>大文件</translation>
    </message>
    <message>
        <source>A photo</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>A table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>No file at hand? Drag one of these samples into the window:</source>
        <translation>手边没有文件？把下面的示例拖进窗口试试：</translation>
    </message>
</context>
<context>
    <name>SaveButton</name>
    <message>
        <source>Save the answer</source>
        <translation>保存响应</translation>
    </message>
    <message>
        <source>The answer could not be saved there. Choose another folder, please.</source>
        <translation>无法保存到那里，请选择别的文件夹。</translation>
    </message>
    <message>
        <source>The answer was saved as “{name}”.</source>
        <translation>响应已保存为“{name}”。</translation>
    </message>
</context>
<context>
    <name>SentView</name>
    <message>
        <source>1. Base64, as it was sent</source>
        <translation>1. 发送时的 Base64</translation>
    </message>
    <message>
        <source>2. The JSON in it</source>
        <translation>2. 其中的 JSON</translation>
    </message>
    <message>
        <source>3. The template in that</source>
        <translation>3. 其中的模板</translation>
    </message>
    <message>
        <source>4. The body, filled in</source>
        <translation>4. 填好的请求体</translation>
    </message>
    <message>
        <source>Base64, JSON, template, body</source>
        <translation>Base64、JSON、模板、请求体</translation>
    </message>
    <message>
        <source>Copy as code…</source>
        <translation>复制为代码…</translation>
    </message>
    <message>
        <source>Copy this upload as a program</source>
        <translation>把这次上传复制为程序</translation>
    </message>
    <message>
        <source>Copy what was sent</source>
        <translation>复制已发送的内容</translation>
    </message>
    <message>
        <source>Exact: the demo cloud recorded what it sent to your server.</source>
        <translation>准确：演示云记录了它发给你服务器的内容。</translation>
    </message>
    <message>
        <source>Exact: this went from this computer to the storage.</source>
        <translation>准确：这是这台电脑发给存储的内容。</translation>
    </message>
    <message>
        <source>Inferred: made again from what went to the storage. It adds its signature, a date and an id; it does not show what it really sent.</source>
        <translation>推断：根据发给云存储的内容重新生成。云存储还会加上签名、日期和编号；它不会给出实际发送的内容。</translation>
    </message>
    <message>
        <source>Inferred: made again from what went to the storage. It signs the call with the key that both of you have; it does not show what it really sent.</source>
        <translation>推断：根据发给云存储的内容重新生成。云存储会用你们双方都有的密钥签名；它不会给出实际发送的内容。</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>层次</translation>
    </message>
    <message>
        <source>No callback was asked for with this upload.</source>
        <translation>这次上传没有要求回调。</translation>
    </message>
    <message>
        <source>The request was not recorded, so what it said is not known.</source>
        <translation>没有记录请求，所以不知道内容。</translation>
    </message>
    <message>
        <source>The upload ended before a callback was asked for.</source>
        <translation>还没有要求回调，上传就结束了。</translation>
    </message>
    <message>
        <source>To the storage</source>
        <translation>发给存储</translation>
    </message>
    <message>
        <source>To your server</source>
        <translation>发给你的服务器</translation>
    </message>
    <message>
        <source>What was sent</source>
        <translation>已发送的内容</translation>
    </message>
    <message>
        <source>Which side is shown</source>
        <translation>显示哪一侧</translation>
    </message>
</context>
<context>
    <name>Server</name>
    <message>
        <source>&amp;Answers</source>
        <translation>响应(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Copy all</source>
        <translation>全部复制(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Empty the table</source>
        <translation>清空表格(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Forge a callback</source>
        <translation>伪造回调(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Overheard, sent again</source>
        <translation>偷听来再发一次(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Too late</source>
        <translation>已过期(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Without a signature</source>
        <translation>没有签名(&amp;W)</translation>
    </message>
    <message>
        <source>500: an error of its own</source>
        <translation>500：服务器自身出错</translation>
    </message>
    <message>
        <source>A genuine call once more: nothing that is signed holds the time</source>
        <translation>真的调用再发一次：签名里没有时间</translation>
    </message>
    <message>
        <source>A genuine callback with “paid=yes” added to it</source>
        <translation>真实的回调，但添加了“paid=yes”</translation>
    </message>
    <message>
        <source>A result that never was, under an overheard signature</source>
        <translation>从未有过的结果，配上偷听来的签名</translation>
    </message>
    <message>
        <source>Access key</source>
        <translation>访问密钥</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>An answer of your own</source>
        <translation>自定义响应</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>响应</translation>
    </message>
    <message>
        <source>Application server</source>
        <translation>应用服务器</translation>
    </message>
    <message>
        <source>As it came; the names of headers are written in small letters here.</source>
        <translation>按收到的样子显示；标头名称在这里均为小写。</translation>
    </message>
    <message>
        <source>As it went back.</source>
        <translation>按返回的样子显示。</translation>
    </message>
    <message>
        <source>As lines with tabs, for a spreadsheet</source>
        <translation>每行以制表符分隔，可粘贴到电子表格</translation>
    </message>
    <message>
        <source>Attempt</source>
        <translation>第几次</translation>
    </message>
    <message>
        <source>Authorization</source>
        <translation>Authorization</translation>
    </message>
    <message>
        <source>Authorization is not a signature in Base64.</source>
        <translation>Authorization 不是 Base64 编码的签名。</translation>
    </message>
    <message>
        <source>Authorization, decoded from Base64.</source>
        <translation>Authorization 经 Base64 解码后的值。</translation>
    </message>
    <message>
        <source>Body</source>
        <translation>请求体</translation>
    </message>
    <message>
        <source>Callbacks received</source>
        <translation>收到的回调</translation>
    </message>
    <message>
        <source>Changed &amp;body</source>
        <translation>请求体被改动(&amp;B)</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>比对</translation>
    </message>
    <message>
        <source>Copied ✓</source>
        <translation>已复制 ✓</translation>
    </message>
    <message>
        <source>Copy: {what}</source>
        <translation>复制：{what}</translation>
    </message>
    <message>
        <source>Decoded body</source>
        <translation>解码后的请求体</translation>
    </message>
    <message>
        <source>Digest</source>
        <translation>摘要</translation>
    </message>
    <message>
        <source>Each accepted callback adds a line here, as it would in your database. A refused one adds none.</source>
        <translation>每个被接受的回调会在这里增加一行，就像写入你的数据库一样；被拒绝的回调不会增加。</translation>
    </message>
    <message>
        <source>Empty body</source>
        <translation>响应体为空</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Foreign &amp;key</source>
        <translation>别人的密钥(&amp;K)</translation>
    </message>
    <message>
        <source>Foreign &amp;key URL</source>
        <translation>他人的公钥地址(&amp;K)</translation>
    </message>
    <message>
        <source>Forged from here: {way}. The server could not know that.</source>
        <translation>从这里伪造：{way}。服务器事先并不知情。</translation>
    </message>
    <message>
        <source>Hang up without an answer</source>
        <translation>不响应就断开连接</translation>
    </message>
    <message>
        <source>How they are answered</source>
        <translation>如何响应</translation>
    </message>
    <message>
        <source>Invented &amp;notification</source>
        <translation>编造的通知(&amp;N)</translation>
    </message>
    <message>
        <source>It answers every callback so: {mode}.</source>
        <translation>它对每个回调都这样响应：{mode}。</translation>
    </message>
    <message>
        <source>JSON behind a byte order mark</source>
        <translation>JSON 前带字节顺序标记</translation>
    </message>
    <message>
        <source>Key URL</source>
        <translation>公钥地址</translation>
    </message>
    <message>
        <source>Large: 1 MB of JSON</source>
        <translation>很大：1 MB 的 JSON</translation>
    </message>
    <message>
        <source>Late: after 6 seconds</source>
        <translation>迟到：6 秒之后</translation>
    </message>
    <message>
        <source>MD5 of key and T is another: another key has made it.</source>
        <translation>密钥与 T 的 MD5 不同：是用另一把密钥做的。</translation>
    </message>
    <message>
        <source>MD5 of key and T is the same as Sign. It says nothing about the event itself.</source>
        <translation>密钥与 T 的 MD5 和 Sign 相同。它不说明事件内容。</translation>
    </message>
    <message>
        <source>MD5 of the string to sign.</source>
        <translation>待签名字符串的 MD5。</translation>
    </message>
    <message>
        <source>Made again with our secret key, it is another: in every way that is documented.</source>
        <translation>用我们的密钥重新计算，文档里的每种方式都不同。</translation>
    </message>
    <message>
        <source>Made again with our secret key, it is the same.</source>
        <translation>用我们的密钥重新计算，结果相同。</translation>
    </message>
    <message>
        <source>Next one</source>
        <translation>下一次</translation>
    </message>
    <message>
        <source>Next: {next}. After that: {mode}.</source>
        <translation>下一次：{next}。之后：{mode}。</translation>
    </message>
    <message>
        <source>No callback has come yet</source>
        <translation>还没有收到回调</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>Not JSON: an HTML page</source>
        <translation>不是 JSON：一个 HTML 页面</translation>
    </message>
    <message>
        <source>Nothing went back: the line was closed.</source>
        <translation>没有返回任何内容：连接已断开。</translation>
    </message>
    <message>
        <source>Only the first 64 KB of the body are shown.</source>
        <translation>只显示请求体的前 64 KB。</translation>
    </message>
    <message>
        <source>Our answer</source>
        <translation>我们的响应</translation>
    </message>
    <message>
        <source>Path and query, a line feed, and the body as it came: {bytes} bytes.</source>
        <translation>路径和查询串、一个换行符、原样的请求体：共 {bytes} 字节。</translation>
    </message>
    <message>
        <source>Place of the signature</source>
        <translation>签名的位置</translation>
    </message>
    <message>
        <source>Public key</source>
        <translation>公钥</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Records · {count}</source>
        <translation>记录 · {count}</translation>
    </message>
    <message>
        <source>Redirect: 302</source>
        <translation>重定向：302</translation>
    </message>
    <message>
        <source>Refuse: 403</source>
        <translation>拒绝：403</translation>
    </message>
    <message>
        <source>Refused at step {number}: {step}. Nothing was written down.</source>
        <translation>在第 {number} 步被拒绝：{step}。没有写入任何记录。</translation>
    </message>
    <message>
        <source>Rejected: 400</source>
        <translation>已拒绝：400</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Sent by somebody who found out the address</source>
        <translation>由知道地址的人发出</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>签名</translation>
    </message>
    <message>
        <source>Signed by somebody who has not got the storage&apos;s key</source>
        <translation>由没有存储密钥的人签名</translation>
    </message>
    <message>
        <source>Signed well, for a time that is over</source>
        <translation>签名正确，但时间已过</translation>
    </message>
    <message>
        <source>Signed with a key of their own, and naming its address</source>
        <translation>用自己的密钥签名，并给出自己的公钥地址</translation>
    </message>
    <message>
        <source>Signed with a key that the server does not know</source>
        <translation>用服务器不认识的密钥签名</translation>
    </message>
    <message>
        <source>String to sign</source>
        <translation>待签名字符串</translation>
    </message>
    <message>
        <source>T and Sign are missing.</source>
        <translation>没有 T 和 Sign。</translation>
    </message>
    <message>
        <source>T and Sign are there.</source>
        <translation>T 和 Sign 都在。</translation>
    </message>
    <message>
        <source>T is over.</source>
        <translation>T 已经过了。</translation>
    </message>
    <message>
        <source>T lies in the future: it still holds.</source>
        <translation>T 还没到：仍然有效。</translation>
    </message>
    <message>
        <source>The demo cloud did not take that. Please try again.</source>
        <translation>演示云没有接受这项操作，请再试一次。</translation>
    </message>
    <message>
        <source>The demo cloud is starting…</source>
        <translation>演示云正在启动…</translation>
    </message>
    <message>
        <source>The demo cloud&apos;s own, as you would build one: it verifies each callback, writes down what it accepts, and answers as you tell it.</source>
        <translation>演示云自带的应用服务器，和你自己搭建的一样：它验证每个回调，记录所接受的内容，并按你的设定响应。</translation>
    </message>
    <message>
        <source>The header has an access key and a signature.</source>
        <translation>标头里有访问密钥和签名。</translation>
    </message>
    <message>
        <source>The key behind that address is at hand. Its SHA-256 begins with this.</source>
        <translation>已有该地址对应的公钥，其 SHA-256 以此开头。</translation>
    </message>
    <message>
        <source>The public key cannot read the signature: another key has made it.</source>
        <translation>公钥解不开这个签名：它由另一个密钥生成。</translation>
    </message>
    <message>
        <source>The service does not accept the answer and will call again.</source>
        <translation>服务不接受这个响应，还会再来。</translation>
    </message>
    <message>
        <source>The service has the answer. No upload waited for it.</source>
        <translation>服务已收到响应。没有上传在等它。</translation>
    </message>
    <message>
        <source>The signature is of another digest: path, query or body was changed.</source>
        <translation>签名对应另一个摘要：路径、查询串或请求体被改动过。</translation>
    </message>
    <message>
        <source>The storage accepted the answer and handed it to the uploader.</source>
        <translation>存储接受了该响应，并转交给上传方。</translation>
    </message>
    <message>
        <source>The storage did not accept the answer: “{reason}”</source>
        <translation>存储没有接受该响应：“{reason}”</translation>
    </message>
    <message>
        <source>The storage did not accept the answer: “{reason}” The server has written its line all the same (number {number}).</source>
        <translation>存储没有接受该响应：“{reason}”服务器仍然写入了记录（第 {number} 行）。</translation>
    </message>
    <message>
        <source>The storage sent this, and nobody changed it on the way.</source>
        <translation>这是存储发出的，途中没有被改动。</translation>
    </message>
    <message>
        <source>There is no answer yet.</source>
        <translation>还没有响应。</translation>
    </message>
    <message>
        <source>There is no header with an access key and a signature.</source>
        <translation>没有带访问密钥和签名的标头。</translation>
    </message>
    <message>
        <source>This access key is none of ours.</source>
        <translation>这个访问密钥不是我们的。</translation>
    </message>
    <message>
        <source>This access key is one of ours.</source>
        <translation>这个访问密钥是我们的。</translation>
    </message>
    <message>
        <source>This body is neither a form nor a JSON object.</source>
        <translation>请求体既不是表单，也不是 JSON 对象。</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Upload a file to the demo cloud with a callback, or forge one above.</source>
        <translation>向演示云上传一个带回调的文件，或者在上方伪造一个回调。</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Variable</source>
        <translation>变量</translation>
    </message>
    <message>
        <source>Well: 200, JSON</source>
        <translation>正常：200，JSON</translation>
    </message>
    <message>
        <source>What is shown of the callback</source>
        <translation>显示回调的哪些内容</translation>
    </message>
    <message>
        <source>Which callbacks are answered so</source>
        <translation>哪些回调这样响应</translation>
    </message>
    <message>
        <source>Who sent this has our key. What was signed: {variant}.</source>
        <translation>发送者有我们的密钥。签名对象：{variant}。</translation>
    </message>
    <message>
        <source>Who sent this has the key. The event itself is not signed.</source>
        <translation>发送者有密钥。事件内容本身没有签名。</translation>
    </message>
    <message>
        <source>With the public key, the signature says the same digest.</source>
        <translation>用公钥解开签名，得到相同的摘要。</translation>
    </message>
    <message>
        <source>Without Content-Length</source>
        <translation>没有 Content-Length</translation>
    </message>
    <message>
        <source>Written</source>
        <translation>写入时间</translation>
    </message>
    <message>
        <source>Wrong &amp;signature</source>
        <translation>签名错误(&amp;S)</translation>
    </message>
    <message>
        <source>changed body</source>
        <translation>请求体被改动</translation>
    </message>
    <message>
        <source>done</source>
        <translation>通过</translation>
    </message>
    <message>
        <source>failed here</source>
        <translation>在此失败</translation>
    </message>
    <message>
        <source>foreign key</source>
        <translation>别人的密钥</translation>
    </message>
    <message>
        <source>foreign key URL</source>
        <translation>他人的公钥地址</translation>
    </message>
    <message>
        <source>invented notification</source>
        <translation>编造的通知</translation>
    </message>
    <message>
        <source>none: the line was closed</source>
        <translation>无：连接已断开</translation>
    </message>
    <message>
        <source>not reached</source>
        <translation>未执行</translation>
    </message>
    <message>
        <source>overheard, sent again</source>
        <translation>偷听来再发一次</translation>
    </message>
    <message>
        <source>too late</source>
        <translation>已过期</translation>
    </message>
    <message>
        <source>without a signature</source>
        <translation>没有签名</translation>
    </message>
    <message>
        <source>wrong signature</source>
        <translation>签名错误</translation>
    </message>
    <message>
        <source>{header}, decoded. It is the address that this server trusts.</source>
        <translation>{header} 解码后的值，正是此服务器信任的地址。</translation>
    </message>
    <message>
        <source>{header}, decoded. This server does not trust it and fetches no key there.</source>
        <translation>{header} 解码后的值。此服务器不信任该地址，不会从那里获取公钥。</translation>
    </message>
    <message>
        <source>{status}, not accepted</source>
        <translation>{status}，未被接受</translation>
    </message>
    <message>
        <source>… not yet</source>
        <translation>… 尚未响应</translation>
    </message>
    <message>
        <source>✓ Verified</source>
        <translation>✓ 已验证</translation>
    </message>
    <message>
        <source>✗ {step}</source>
        <translation>✗ {step}</translation>
    </message>
</context>
<context>
    <name>ServerCard</name>
    <message>
        <source>Leave empty to keep the saved one.</source>
        <translation>留空则沿用已保存的内容。</translation>
    </message>
</context>
<context>
    <name>ServiceChoice</name>
    <message>
        <source>Other s&amp;ervices</source>
        <translation>其他服务(&amp;E)</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>&amp;Appearance</source>
        <translation>外观(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Files at a time</source>
        <translation>同时上传的文件数(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Pieces at a time</source>
        <translation>单个大文件的并发数(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Speed limit</source>
        <translation>限速(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;User name</source>
        <translation>用户名(&amp;U)</translation>
    </message>
    <message>
        <source>All files together; it can be changed while they go up.</source>
        <translation>所有文件合计；上传途中也可以更改。</translation>
    </message>
    <message>
        <source>As the system says</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Ask me</source>
        <translation>询问我</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Every new line to the storage uses it.</source>
        <translation>之后新建的连接都会使用它。</translation>
    </message>
    <message>
        <source>For a &amp;connection</source>
        <translation>建立连接(&amp;C)</translation>
    </message>
    <message>
        <source>For new connections; each can have its own answer.</source>
        <translation>用于新建的连接；每个连接可单独设置。</translation>
    </message>
    <message>
        <source>For the answer with a call&amp;back</source>
        <translation>等待带回调的响应(&amp;B)</translation>
    </message>
    <message>
        <source>For the storage&apos;s ans&amp;wer</source>
        <translation>等待存储的响应(&amp;W)</translation>
    </message>
    <message>
        <source>It goes to the keyring, never to a file.</source>
        <translation>密码只存入系统密钥库，绝不写入文件。</translation>
    </message>
    <message>
        <source>Keep both</source>
        <translation>两者都保留</translation>
    </message>
    <message>
        <source>Large files go up in pieces, side by side.</source>
        <translation>大文件会拆开并行上传，速度更快。</translation>
    </message>
    <message>
        <source>Leave empty to keep the saved one.</source>
        <translation>留空则保留已保存的密码。</translation>
    </message>
    <message>
        <source>Leave it, do not upload</source>
        <translation>跳过，不上传</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Look and language</source>
        <translation>外观与语言</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>No proxy</source>
        <translation>不使用代理</translation>
    </message>
    <message>
        <source>Only if the proxy asks for one.</source>
        <translation>仅在代理要求时填写。</translation>
    </message>
    <message>
        <source>Pass&amp;word</source>
        <translation>密码(&amp;W)</translation>
    </message>
    <message>
        <source>Please without the password: it has a field of its own below.</source>
        <translation>请去掉密码：下面有单独的密码栏。</translation>
    </message>
    <message>
        <source>Pro&amp;xy</source>
        <translation>代理(&amp;X)</translation>
    </message>
    <message>
        <source>Proxy &amp;address</source>
        <translation>代理地址(&amp;A)</translation>
    </message>
    <message>
        <source>Replace if different</source>
        <translation>内容不同时覆盖</translation>
    </message>
    <message>
        <source>Replace it</source>
        <translation>覆盖</translation>
    </message>
    <message>
        <source>The password is kept in {keyring}, and nowhere else.</source>
        <translation>密码保存在 {keyring} 中，别处没有。</translation>
    </message>
    <message>
        <source>This computer has no keyring, so the password is kept until Upcall closes.</source>
        <translation>这台电脑没有系统密钥库，密码只保留到 Upcall 关闭为止。</translation>
    </message>
    <message>
        <source>This is no address. It looks like proxy.example.com:8080</source>
        <translation>地址格式不正确，应类似 proxy.example.com:8080</translation>
    </message>
    <message>
        <source>This one:</source>
        <translation>使用以下代理：</translation>
    </message>
    <message>
        <source>Uploads</source>
        <translation>上传</translation>
    </message>
    <message>
        <source>Usually {seconds} s.</source>
        <translation>通常为 {seconds} 秒。</translation>
    </message>
    <message>
        <source>Usually {seconds} s; each callback address adds six.</source>
        <translation>通常为 {seconds} 秒；每个回调地址另加 6 秒。</translation>
    </message>
    <message>
        <source>When a file of that &amp;name is already there</source>
        <translation>遇到同名文件时(&amp;N)</translation>
    </message>
    <message>
        <source>While sending s&amp;tands still</source>
        <translation>发送停滞时(&amp;T)</translation>
    </message>
    <message>
        <source>Your system names a proxy script ({name}), but nothing on this computer can run it for Upcall. Install “libproxy”, or choose “This one” and enter the proxy that your IT team names.</source>
        <translation>你的系统指定了代理脚本（{name}），但这台电脑上没有可供 Upcall 运行它的组件。请安装“libproxy”，或选择“使用以下代理”，填写 IT 人员告诉你的代理。</translation>
    </message>
    <message>
        <source>Your system uses a proxy script, and Upcall follows it: {name}</source>
        <translation>你的系统使用代理脚本，Upcall 会遵循它：{name}</translation>
    </message>
    <message>
        <source>the network&apos;s own</source>
        <translation>网络自带的脚本</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>&amp;Keep the computer awake while sending</source>
        <translation>发送时保持电脑不休眠(&amp;K)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Open log &amp;folder</source>
        <translation>打开日志文件夹(&amp;F)</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Start at &amp;once</source>
        <translation>添加后立即开始(&amp;O)</translation>
    </message>
    <message>
        <source>Start when I press &amp;Upload</source>
        <translation>点击“上传”后开始(&amp;U)</translation>
    </message>
    <message>
        <source>Upcall writes down what it does, without keys and without contents of files.</source>
        <translation>Upcall 会记录运行情况，但不会记录密钥和文件内容。</translation>
    </message>
</context>
<context>
    <name>Share</name>
    <message>
        <source>&amp;Expert</source>
        <translation>专业(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Kinds of files</source>
        <translation>文件类型(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Simple</source>
        <translation>简洁(&amp;S)</translation>
    </message>
    <message>
        <source>A place to drop files; they may look at everything else.</source>
        <translation>用来拖放文件的界面，也可以查看其他内容。</translation>
    </message>
    <message>
        <source>Endings with commas between; empty: all.</source>
        <translation>扩展名，用逗号分隔；留空则不限。</translation>
    </message>
    <message>
        <source>Everybody enters a key of their own. The safe choice.</source>
        <translation>每个人输入自己的密钥，这样更安全。</translation>
    </message>
    <message>
        <source>Files at a &amp;time</source>
        <translation>每次文件数(&amp;T)</translation>
    </message>
    <message>
        <source>For colleagues who know what all of it means.</source>
        <translation>适合熟悉这些设置的同事。</translation>
    </message>
    <message>
        <source>Largest &amp;file</source>
        <translation>最大文件(&amp;F)</translation>
    </message>
    <message>
        <source>Only who knows the passphrase can use it.</source>
        <translation>只有知道口令的人才能使用。</translation>
    </message>
    <message>
        <source>Simple and &amp;locked</source>
        <translation>简洁并锁定(&amp;L)</translation>
    </message>
    <message>
        <source>The application server&apos;s address is not whole.</source>
        <translation>应用服务器的地址不完整。</translation>
    </message>
    <message>
        <source>The connection is not whole. Edit it first.</source>
        <translation>连接还不完整，请先编辑。</translation>
    </message>
    <message>
        <source>The connection is too large for a file.</source>
        <translation>连接内容过多，无法写入文件。</translation>
    </message>
    <message>
        <source>The file could not be written. Is the folder write-protected?</source>
        <translation>无法写入文件，请检查文件夹是否被写保护。</translation>
    </message>
    <message>
        <source>The key is not on this computer. Enter it again first.</source>
        <translation>本机没有此密钥，请先重新输入。</translation>
    </message>
    <message>
        <source>The passphrase is too short.</source>
        <translation>口令太短。</translation>
    </message>
    <message>
        <source>There is a password in one of the addresses. Take it out first.</source>
        <translation>有一个地址中含有密码，请先去掉。</translation>
    </message>
    <message>
        <source>There is a password in the application server&apos;s address. Take it out first.</source>
        <translation>应用服务器的地址中含有密码，请先去掉。</translation>
    </message>
    <message>
        <source>There is a secret in the application server&apos;s address. Make it an access code first.</source>
        <translation>应用服务器的地址中含有机密，请先改为访问码。</translation>
    </message>
    <message>
        <source>They only add files; nothing can be changed.</source>
        <translation>只能添加文件，不能更改任何设置。</translation>
    </message>
    <message>
        <source>Wi&amp;thout an access code</source>
        <translation>不含访问码(&amp;T)</translation>
    </message>
    <message>
        <source>Wi&amp;thout the key</source>
        <translation>不含密钥(&amp;T)</translation>
    </message>
    <message>
        <source>With the access code, &amp;under a passphrase</source>
        <translation>包含访问码，用口令保护(&amp;U)</translation>
    </message>
    <message>
        <source>With the key, &amp;under a passphrase</source>
        <translation>包含密钥，用口令保护(&amp;U)</translation>
    </message>
    <message>
        <source>Your server gives permission; no secret is in the file.</source>
        <translation>由你的服务器授权，文件中不含机密。</translation>
    </message>
</context>
<context>
    <name>ShareDialog</name>
    <message>
        <source> Tell the passphrase by another way than the file.</source>
        <translation>请用另一种方式告知口令，不要与文件一起发送。</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Passphrase</source>
        <translation>口令(&amp;P)</translation>
    </message>
    <message>
        <source>A few words are best.</source>
        <translation>建议用几个词组成。</translation>
    </message>
    <message>
        <source>A file for your team</source>
        <translation>给团队的连接文件</translation>
    </message>
    <message>
        <source>At least {count} letters, please. A few words are best.</source>
        <translation>至少 {count} 个字符，建议用几个词组成。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Connection files (*.upcall)</source>
        <translation>连接文件 (*.upcall)</translation>
    </message>
    <message>
        <source>Give it a name.</source>
        <translation>请起个名称。</translation>
    </message>
    <message>
        <source>Save connection file</source>
        <translation>保存连接文件</translation>
    </message>
    <message>
        <source>Save the file…</source>
        <translation>保存文件…</translation>
    </message>
    <message>
        <source>Share connection</source>
        <translation>分享连接</translation>
    </message>
    <message>
        <source>The key</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>The same once &amp;more</source>
        <translation>再输入一次(&amp;M)</translation>
    </message>
    <message>
        <source>The two are not the same.</source>
        <translation>两次输入不一致。</translation>
    </message>
    <message>
        <source>What they are asked before each upload</source>
        <translation>每次上传前询问的内容</translation>
    </message>
    <message>
        <source>What they see</source>
        <translation>看到的界面</translation>
    </message>
    <message>
        <source>Which files they may send</source>
        <translation>可以上传的文件</translation>
    </message>
    <message>
        <source>Whoever opens it sees where files go and agrees; then they only add files.</source>
        <translation>打开它的人确认上传位置后，就只需添加文件。</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>“{name}” is ready to be handed out.</source>
        <translation>“{name}”已可以分发。</translation>
    </message>
</context>
<context>
    <name>SimpleRow</name>
    <message>
        <source>Copy link</source>
        <translation>复制链接</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Your file is safe</source>
        <translation>文件已安全存储</translation>
    </message>
    <message>
        <source>practice</source>
        <translation>练习</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>剩余{time}</translation>
    </message>
</context>
<context>
    <name>SimpleView</name>
    <message>
        <source>Your files</source>
        <translation>你的文件</translation>
    </message>
</context>
<context>
    <name>SizeMeter</name>
    <message>
        <source>Callback</source>
        <translation>回调</translation>
    </message>
    <message>
        <source>Your values</source>
        <translation>自定义变量</translation>
    </message>
    <message>
        <source>{size} of {limit} KB</source>
        <translation>{size}/{limit} KB</translation>
    </message>
</context>
<context>
    <name>SpeakerPanel</name>
    <message>
        <source>Display for the audience</source>
        <translation>观众看的显示器</translation>
    </message>
    <message>
        <source>Hide hosts and secrets</source>
        <translation>隐藏主机和密钥</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>接下来</translation>
    </message>
    <message>
        <source>Page Down, Page Up: next, back. D: decode. P: play. R: start over. Escape: end.</source>
        <translation>Page Down、Page Up：下一步、上一步。D：解码。P：播放。R：重新开始。Esc：结束。</translation>
    </message>
    <message>
        <source>Present</source>
        <translation>演示</translation>
    </message>
    <message>
        <source>Say</source>
        <translation>讲稿</translation>
    </message>
    <message>
        <source>Size of text</source>
        <translation>文字大小</translation>
    </message>
    <message>
        <source>Stop presenting</source>
        <translation>停止演示</translation>
    </message>
    <message>
        <source>That was the last step.</source>
        <translation>这是最后一步。</translation>
    </message>
    <message>
        <source>{number}: {width} x {height}</source>
        <translation>{number}：{width} x {height}</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent} %</translation>
    </message>
</context>
<context>
    <name>Stage</name>
    <message>
        <source>A forged callback</source>
        <translation>伪造的回调</translation>
    </message>
    <message>
        <source>A place, and a key for it</source>
        <translation>一个位置和它的密钥</translation>
    </message>
    <message>
        <source>A stranger</source>
        <translation>陌生人</translation>
    </message>
    <message>
        <source>A stranger calls your server</source>
        <translation>陌生人呼叫你的服务器</translation>
    </message>
    <message>
        <source>A stranger found out your server&apos;s address and posts what looks like a callback. It is signed, but not with the storage&apos;s key.</source>
        <translation>陌生人得知了你服务器的地址，发来看上去像回调的消息。它有签名，但用的不是存储的密钥。</translation>
    </message>
    <message>
        <source>A stranger found out your server&apos;s address and posts without any signature.</source>
        <translation>陌生人知道了你服务器的地址，发来没有签名的消息。</translation>
    </message>
    <message>
        <source>A stranger found out your server&apos;s address and signs with a key that is not yours.</source>
        <translation>陌生人知道了你服务器的地址，用不是你的密钥签名。</translation>
    </message>
    <message>
        <source>An empty stage, the same scenario (R)</source>
        <translation>清空舞台，场景不变（R）</translation>
    </message>
    <message>
        <source>An event is put into the queue</source>
        <translation>事件放进队列</translation>
    </message>
    <message>
        <source>As answered</source>
        <translation>收到的原样</translation>
    </message>
    <message>
        <source>As sent</source>
        <translation>发出的原样</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Base64 decoded</source>
        <translation>Base64 解码后</translation>
    </message>
    <message>
        <source>Before the file, a question: where is it to go? It is signed with your key.</source>
        <translation>传文件之前先问：它该放到哪里？用你的密钥签名。</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>时钟</translation>
    </message>
    <message>
        <source>Confirmed: the service takes it out of the queue.</source>
        <translation>已确认：服务把它移出队列。</translation>
    </message>
    <message>
        <source>Decode</source>
        <translation>解码</translation>
    </message>
    <message>
        <source>Elsewhere …</source>
        <translation>别处……</translation>
    </message>
    <message>
        <source>Every forged callback was refused, and nothing was written down: only the storage can sign for the storage.</source>
        <translation>每个伪造的回调都被拒绝，什么也没有记下：只有存储能以存储的名义签名。</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>File stored</source>
        <translation>文件已存好</translation>
    </message>
    <message>
        <source>Filled in</source>
        <translation>填好的内容</translation>
    </message>
    <message>
        <source>Forged callbacks</source>
        <translation>伪造的回调</translation>
    </message>
    <message>
        <source>From the left: this computer, the storage, your server. A bar: it waits.</source>
        <translation>从左到右：这台电脑、存储、你的服务器。竖条：正在等。</translation>
    </message>
    <message>
        <source>How the services differ, at a glance</source>
        <translation>一眼看出各家服务的不同</translation>
    </message>
    <message>
        <source>It gets the event</source>
        <translation>取到事件</translation>
    </message>
    <message>
        <source>Layers of what travels</source>
        <translation>所传内容的各层</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>No answer in time</source>
        <translation>没有按时回答</translation>
    </message>
    <message>
        <source>No motion</source>
        <translation>不要动画</translation>
    </message>
    <message>
        <source>Now the service tells your server. The upload does not wait for that.</source>
        <translation>现在服务通知你的服务器。上传不等它。</translation>
    </message>
    <message>
        <source>One step back (Page Up)</source>
        <translation>退回一步（Page Up）</translation>
    </message>
    <message>
        <source>One step on (Page Down, right arrow)</source>
        <translation>前进一步（Page Down、右箭头）</translation>
    </message>
    <message>
        <source>POST to your server</source>
        <translation>POST 到你的服务器</translation>
    </message>
    <message>
        <source>Pace</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Play again</source>
        <translation>再放一遍</translation>
    </message>
    <message>
        <source>Processing</source>
        <translation>处理</translation>
    </message>
    <message>
        <source>Readable</source>
        <translation>便于阅读</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>服务</translation>
    </message>
    <message>
        <source>Show this</source>
        <translation>演示这个</translation>
    </message>
    <message>
        <source>Side by side…</source>
        <translation>并排比较…</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>签名</translation>
    </message>
    <message>
        <source>Slow</source>
        <translation>慢</translation>
    </message>
    <message>
        <source>Slower</source>
        <translation>更慢</translation>
    </message>
    <message>
        <source>Start over</source>
        <translation>重新开始</translation>
    </message>
    <message>
        <source>Status {code}: {meaning}</source>
        <translation>状态 {code}：{meaning}</translation>
    </message>
    <message>
        <source>Step {number}</source>
        <translation>第 {number} 步</translation>
    </message>
    <message>
        <source>Step {number}, {sight}: {title}, {detail} {time}</source>
        <translation>第 {number} 步，{sight}：{title}，{detail} {time}</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>模板</translation>
    </message>
    <message>
        <source>That does not count. The service will try again by itself.</source>
        <translation>这不算数。服务会自己再试。</translation>
    </message>
    <message>
        <source>The answer got lost on its way to this computer.</source>
        <translation>回答在回到这台电脑的路上丢了。</translation>
    </message>
    <message>
        <source>The answer is handed on</source>
        <translation>回答被转交</translation>
    </message>
    <message>
        <source>The answer was not seen</source>
        <translation>没有看到回答</translation>
    </message>
    <message>
        <source>The connection broke. Nothing was stored, so nobody is called.</source>
        <translation>连接断了。什么都没存，所以也不会通知任何人。</translation>
    </message>
    <message>
        <source>The event is hidden from others now. Unless it is confirmed in {number} s it comes again: at least once, not exactly once.</source>
        <translation>事件现在对别人不可见。{number} 秒内不确认就会再来：至少一次，而不是恰好一次。</translation>
    </message>
    <message>
        <source>The event waits in a queue of the service. Your server needs no address that others can reach.</source>
        <translation>事件在服务的队列里等。你的服务器不需要别人能访问的地址。</translation>
    </message>
    <message>
        <source>The event {name}</source>
        <translation>事件 {name}</translation>
    </message>
    <message>
        <source>The file goes up</source>
        <translation>文件上传</translation>
    </message>
    <message>
        <source>The file is not stored.</source>
        <translation>文件没有存下来。</translation>
    </message>
    <message>
        <source>The file is stored and stays stored. The storage called {count} times, then it gave up and said so in its answer.</source>
        <translation>文件已存好，也会一直存着。存储调用了 {count} 次，然后放弃，并在响应里说明。</translation>
    </message>
    <message>
        <source>The file is stored and stays stored. The storage does not call again by itself: sending the message again is up to you.</source>
        <translation>文件已存好，也会一直存着。存储不会自己再通知一次：要不要再发，由你决定。</translation>
    </message>
    <message>
        <source>The file is stored now, and has a number by which the service knows it.</source>
        <translation>文件已经存好，并有一个服务认它用的编号。</translation>
    </message>
    <message>
        <source>The file is stored now. From here on it is safe, whatever happens next.</source>
        <translation>文件已经存好。从现在起它是安全的，不管接下来发生什么。</translation>
    </message>
    <message>
        <source>The file is stored, and its event was read by us: no server was needed.</source>
        <translation>文件已存好，它的事件由我们读到：不需要服务器。</translation>
    </message>
    <message>
        <source>The file is stored, and your server was told after the upload was over.</source>
        <translation>文件已存好，上传结束之后通知了你的服务器。</translation>
    </message>
    <message>
        <source>The file is stored, but nobody here saw the answer.</source>
        <translation>文件已存好，但这里没有人看到回答。</translation>
    </message>
    <message>
        <source>The file is stored. No server was to be called.</source>
        <translation>文件已存好。没有要通知的服务器。</translation>
    </message>
    <message>
        <source>The file is stored. Nobody was told of it.</source>
        <translation>文件已存好。没有通知任何人。</translation>
    </message>
    <message>
        <source>The file is stored. Your server does not know of it: the service gave up.</source>
        <translation>文件已存好。你的服务器不知道：服务放弃了。</translation>
    </message>
    <message>
        <source>The file is up. It counts only once Upcall has said that it is complete.</source>
        <translation>文件传上去了。只有在 Upcall 说它齐了之后才算数。</translation>
    </message>
    <message>
        <source>The last hop: your server tells the program of the person who uploaded.</source>
        <translation>最后一跳：你的服务器告诉上传者的程序。</translation>
    </message>
    <message>
        <source>The next layer of what travels (D)</source>
        <translation>所传内容的下一层（D）</translation>
    </message>
    <message>
        <source>The server checked every signature, and believed what the signature does not cover. Ask the service about the file before anything is done.</source>
        <translation>服务器检查了每个签名，却相信了签名管不到的内容。做事之前，先向服务查一下这个文件。</translation>
    </message>
    <message>
        <source>The service has an event, and nobody who gets it.</source>
        <translation>服务有一个事件，但没有人收。</translation>
    </message>
    <message>
        <source>The service names a place, and lends a key that is good for that place alone, and not for long.</source>
        <translation>服务给出一个位置，并借出一把密钥：只对这个位置有效，而且时间不长。</translation>
    </message>
    <message>
        <source>The service works on the file</source>
        <translation>服务处理文件</translation>
    </message>
    <message>
        <source>The service works on the stored file. The upload was answered long ago.</source>
        <translation>服务在处理已存好的文件。上传早就得到响应了。</translation>
    </message>
    <message>
        <source>The services side by side</source>
        <translation>各家服务并排比较</translation>
    </message>
    <message>
        <source>The storage</source>
        <translation>存储</translation>
    </message>
    <message>
        <source>The storage calls again: {tries}. Upcall still waits.</source>
        <translation>存储再次调用：{tries}。Upcall 还在等。</translation>
    </message>
    <message>
        <source>The storage calls your server</source>
        <translation>存储通知你的服务器</translation>
    </message>
    <message>
        <source>The storage finds nobody at this address. The file stays stored.</source>
        <translation>存储在这个地址找不到人。文件仍然存着。</translation>
    </message>
    <message>
        <source>The storage refuses, and says why. Upcall tries again.</source>
        <translation>存储拒绝，并说明原因。Upcall 再试一次。</translation>
    </message>
    <message>
        <source>The storage signs a message about the file, the callback, and posts it to your server. Upcall waits.</source>
        <translation>存储为这个文件写一条消息，也就是回调，签名后发到你的服务器。Upcall 在等。</translation>
    </message>
    <message>
        <source>The stranger invents a result and puts an overheard signature before it.</source>
        <translation>陌生人编造一个结果，配上偷听来的签名。</translation>
    </message>
    <message>
        <source>The stranger overheard a genuine callback and adds “paid=yes”. Its signature is genuine, but it was made for the message as it was.</source>
        <translation>陌生人偷听到一个真的回调，加上“paid=yes”。签名是真的，但只适用于原来的消息。</translation>
    </message>
    <message>
        <source>The stranger sends an overheard call once more, word for word. Nothing that is signed says when it was made.</source>
        <translation>陌生人把偷听来的调用原样再发一次。签名里没有说明是什么时候做的。</translation>
    </message>
    <message>
        <source>The stranger sends an overheard call when its time has long been over.</source>
        <translation>陌生人发来偷听到的调用，但它的时间早已过了。</translation>
    </message>
    <message>
        <source>The stranger signs with its own key, and says where to fetch that key. With that key the signature would even be right.</source>
        <translation>陌生人用自己的密钥签名，还说明到哪里去取。用那把公钥验证，签名甚至是对的。</translation>
    </message>
    <message>
        <source>The upload is answered</source>
        <translation>上传得到响应</translation>
    </message>
    <message>
        <source>The upload is over. What is to be done with the file is a task with a number.</source>
        <translation>上传结束了。要对文件做的事是一个有编号的任务。</translation>
    </message>
    <message>
        <source>The upload&apos;s answer is your server&apos;s own answer, word for word.</source>
        <translation>上传得到的回答，就是你的服务器自己的回答，一字不差。</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>这台电脑</translation>
    </message>
    <message>
        <source>This computer sends the file and the wish to call your server.</source>
        <translation>这台电脑发出文件，并请存储通知你的服务器。</translation>
    </message>
    <message>
        <source>This happened between the storage and your server; nobody here saw it.</source>
        <translation>这发生在存储和你的服务器之间，这里没有人看到。</translation>
    </message>
    <message>
        <source>Upcall</source>
        <translation>Upcall</translation>
    </message>
    <message>
        <source>Upcall asked</source>
        <translation>Upcall 来问</translation>
    </message>
    <message>
        <source>Upcall asks for a place</source>
        <translation>Upcall 请求一个位置</translation>
    </message>
    <message>
        <source>Upcall asks for events</source>
        <translation>Upcall 来取事件</translation>
    </message>
    <message>
        <source>Upcall asks how far it is</source>
        <translation>Upcall 来问进度</translation>
    </message>
    <message>
        <source>Upcall asks now and then how far it is: that needs no server of yours.</source>
        <translation>Upcall 不时来问进度：这不需要你的服务器。</translation>
    </message>
    <message>
        <source>Upcall confirms it</source>
        <translation>Upcall 确认</translation>
    </message>
    <message>
        <source>Upcall follows its stream of news</source>
        <translation>Upcall 跟着它的消息流</translation>
    </message>
    <message>
        <source>Upcall says that the file is complete. From here on it is safe.</source>
        <translation>Upcall 说文件齐了。从现在起它是安全的。</translation>
    </message>
    <message>
        <source>Upcall waits</source>
        <translation>Upcall 在等</translation>
    </message>
    <message>
        <source>Usual pace</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>Ways …</source>
        <translation>方式……</translation>
    </message>
    <message>
        <source>What happens at an upload</source>
        <translation>一次上传的全过程</translation>
    </message>
    <message>
        <source>What happens, step by step</source>
        <translation>全过程，一步一步</translation>
    </message>
    <message>
        <source>What travels in this step</source>
        <translation>这一步传的内容</translation>
    </message>
    <message>
        <source>Whoever reads the queue asks; the service holds the line.</source>
        <translation>读队列的人来问；服务让连接等着。</translation>
    </message>
    <message>
        <source>Your server</source>
        <translation>你的服务器</translation>
    </message>
    <message>
        <source>Your server answered, but the storage does not take it.</source>
        <translation>你的服务器回答了，但存储不接受。</translation>
    </message>
    <message>
        <source>Your server answers</source>
        <translation>你的服务器回答</translation>
    </message>
    <message>
        <source>Your server believed a forged callback: let it check signatures.</source>
        <translation>你的服务器相信了伪造的回调：请让它检查签名。</translation>
    </message>
    <message>
        <source>Your server believed it: it does not check signatures.</source>
        <translation>你的服务器信了：它不检查签名。</translation>
    </message>
    <message>
        <source>Your server checks the signature, does its work, and answers in time.</source>
        <translation>你的服务器验证签名，做完自己的事，并按时回答。</translation>
    </message>
    <message>
        <source>Your server checks the signature, refuses, and writes nothing down.</source>
        <translation>你的服务器检查签名，拒绝它，什么也不记。</translation>
    </message>
    <message>
        <source>Your server checks who sent it, and says that it has it. That is enough.</source>
        <translation>你的服务器检查是谁发的，然后表示收到。这就够了。</translation>
    </message>
    <message>
        <source>Your server is told</source>
        <translation>通知你的服务器</translation>
    </message>
    <message>
        <source>Your server is too slow: after {number} s the storage stops waiting.</source>
        <translation>你的服务器太慢：{number} 秒后，存储不再等了。</translation>
    </message>
    <message>
        <source>Your server passes it on</source>
        <translation>你的服务器转告</translation>
    </message>
    <message>
        <source>Your server refuses</source>
        <translation>你的服务器拒绝</translation>
    </message>
    <message>
        <source>Your server takes it</source>
        <translation>你的服务器收下</translation>
    </message>
    <message>
        <source>Your server tells Upcall</source>
        <translation>你的服务器告诉 Upcall</translation>
    </message>
    <message>
        <source>Your server …</source>
        <translation>你的服务器……</translation>
    </message>
    <message>
        <source>a temporary key, for this one file</source>
        <translation>临时密钥，只用于这个文件</translation>
    </message>
    <message>
        <source>again at once</source>
        <translation>马上再试</translation>
    </message>
    <message>
        <source>again in {number} s</source>
        <translation>{number} 秒后再试</translation>
    </message>
    <message>
        <source>an invented result, overheard signature</source>
        <translation>编造的结果，偷听来的签名</translation>
    </message>
    <message>
        <source>any news?</source>
        <translation>有新消息吗？</translation>
    </message>
    <message>
        <source>as it was asked for; nobody saw it go</source>
        <translation>按要求推算，没有人看到它发出</translation>
    </message>
    <message>
        <source>asked {count} times</source>
        <translation>问了 {count} 次</translation>
    </message>
    <message>
        <source>demo cloud</source>
        <translation>演示云</translation>
    </message>
    <message>
        <source>did not come</source>
        <translation>没有到来</translation>
    </message>
    <message>
        <source>done, your server knows</source>
        <translation>完成，你的服务器已知道</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>hidden from others for {number} s</source>
        <translation>{number} 秒内对别人不可见</translation>
    </message>
    <message>
        <source>in the demo cloud</source>
        <translation>在演示云里</translation>
    </message>
    <message>
        <source>inferred</source>
        <translation>推断</translation>
    </message>
    <message>
        <source>it was not confirmed: it comes again</source>
        <translation>没有确认：它又来了</translation>
    </message>
    <message>
        <source>its id: {name}</source>
        <translation>编号 {name}</translation>
    </message>
    <message>
        <source>its time is over</source>
        <translation>时间已过</translation>
    </message>
    <message>
        <source>knows the address</source>
        <translation>知道地址</translation>
    </message>
    <message>
        <source>names its own key&apos;s address</source>
        <translation>给出自己的公钥地址</translation>
    </message>
    <message>
        <source>nobody listens there</source>
        <translation>那里没有人在听</translation>
    </message>
    <message>
        <source>nobody waits for it</source>
        <translation>没有人在等它</translation>
    </message>
    <message>
        <source>not seen from here</source>
        <translation>从这里看不到</translation>
    </message>
    <message>
        <source>not seen from here: inferred from the answer</source>
        <translation>从这里看不到：由回答推断</translation>
    </message>
    <message>
        <source>number {number}</source>
        <translation>随机数 {number}</translation>
    </message>
    <message>
        <source>overheard, sent again as it was</source>
        <translation>偷听来的，原样再发</translation>
    </message>
    <message>
        <source>overheard, “paid=yes” added</source>
        <translation>偷听来的，加了“paid=yes”</translation>
    </message>
    <message>
        <source>processed</source>
        <translation>已处理</translation>
    </message>
    <message>
        <source>processing</source>
        <translation>处理中</translation>
    </message>
    <message>
        <source>seen</source>
        <translation>看到了</translation>
    </message>
    <message>
        <source>signature not valid</source>
        <translation>签名无效</translation>
    </message>
    <message>
        <source>signed by the storage</source>
        <translation>由存储签名</translation>
    </message>
    <message>
        <source>signed by the storage, valid</source>
        <translation>由存储签名，有效</translation>
    </message>
    <message>
        <source>signed with a key of its own</source>
        <translation>用自己的密钥签名</translation>
    </message>
    <message>
        <source>signed with a shared key</source>
        <translation>用共享密钥签名</translation>
    </message>
    <message>
        <source>signed with a shared key, valid</source>
        <translation>用共享密钥签名，有效</translation>
    </message>
    <message>
        <source>signed with your key</source>
        <translation>用你的密钥签名</translation>
    </message>
    <message>
        <source>signed, but its time is over</source>
        <translation>有签名，但时间已过</translation>
    </message>
    <message>
        <source>signed: it is complete</source>
        <translation>签了名：文件齐了</translation>
    </message>
    <message>
        <source>since start</source>
        <translation>从开始算起</translation>
    </message>
    <message>
        <source>telling your server</source>
        <translation>正在通知你的服务器</translation>
    </message>
    <message>
        <source>that key is not the storage&apos;s</source>
        <translation>那不是存储的密钥</translation>
    </message>
    <message>
        <source>the connection broke off</source>
        <translation>连接中断了</translation>
    </message>
    <message>
        <source>the file</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>the file and “call my server”</source>
        <translation>文件，以及“请通知我的服务器”</translation>
    </message>
    <message>
        <source>the file is stored</source>
        <translation>文件已存好</translation>
    </message>
    <message>
        <source>the real service</source>
        <translation>真实的服务</translation>
    </message>
    <message>
        <source>the service forgets it</source>
        <translation>服务把它忘掉</translation>
    </message>
    <message>
        <source>the signature does not verify</source>
        <translation>签名对不上</translation>
    </message>
    <message>
        <source>the storage stops waiting</source>
        <translation>存储不再等了</translation>
    </message>
    <message>
        <source>the storage waited {time} for your server</source>
        <translation>存储等了你的服务器 {time}</translation>
    </message>
    <message>
        <source>there is no signature</source>
        <translation>没有签名</translation>
    </message>
    <message>
        <source>try {number}</source>
        <translation>第 {number} 次</translation>
    </message>
    <message>
        <source>try {number} of {count}</source>
        <translation>第 {number} 次，共 {count} 次</translation>
    </message>
    <message>
        <source>until somebody confirms it</source>
        <translation>直到有人确认</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>waiting for your server</source>
        <translation>正在等你的服务器</translation>
    </message>
    <message>
        <source>waits</source>
        <translation>在等</translation>
    </message>
    <message>
        <source>without a signature</source>
        <translation>没有签名</translation>
    </message>
    <message>
        <source>your server was not reached</source>
        <translation>没能通知到你的服务器</translation>
    </message>
    <message>
        <source>your server&apos;s time</source>
        <translation>你的服务器的时间</translation>
    </message>
    <message>
        <source>{method} {file}</source>
        <translation>{method} {file}</translation>
    </message>
    <message>
        <source>{name}: nobody will get it</source>
        <translation>{name}：没有人会收到</translation>
    </message>
    <message>
        <source>{name}: queued</source>
        <translation>{name}：在排队</translation>
    </message>
    <message>
        <source>{number} ms</source>
        <translation>{number} 毫秒</translation>
    </message>
    <message>
        <source>{number} s</source>
        <translation>{number} 秒</translation>
    </message>
    <message>
        <source>{number} s at most</source>
        <translation>最多 {number} 秒</translation>
    </message>
    <message>
        <source>{number} s: {work}</source>
        <translation>{number} 秒：{work}</translation>
    </message>
    <message>
        <source>{service}, demo cloud</source>
        <translation>{service}，演示云</translation>
    </message>
    <message>
        <source>{size} and a signed leave to upload</source>
        <translation>{size}，以及签过名的上传许可</translation>
    </message>
    <message>
        <source>{size} and “call my server”</source>
        <translation>{size}，以及“请通知我的服务器”</translation>
    </message>
    <message>
        <source>{size} in {count} parts</source>
        <translation>{size}，分 {count} 片</translation>
    </message>
    <message>
        <source>{size}, with the temporary key</source>
        <translation>{size}，用临时密钥</translation>
    </message>
    <message>
        <source>{status}: a place and a key</source>
        <translation>{status}：一个位置和一把密钥</translation>
    </message>
    <message>
        <source>{status}: believed</source>
        <translation>{status}：信以为真</translation>
    </message>
    <message>
        <source>{status}: callback failed</source>
        <translation>{status}：回调失败</translation>
    </message>
    <message>
        <source>{status}: does not count</source>
        <translation>{status}：不算数</translation>
    </message>
    <message>
        <source>{status}: refused</source>
        <translation>{status}：被拒绝</translation>
    </message>
    <message>
        <source>{status}: stored</source>
        <translation>{status}：已存好</translation>
    </message>
    <message>
        <source>{status}: taken</source>
        <translation>{status}：已收下</translation>
    </message>
    <message>
        <source>{status}: the answer</source>
        <translation>{status}：回答</translation>
    </message>
    <message>
        <source>{status}: the same answer</source>
        <translation>{status}：同一个回答</translation>
    </message>
    <message>
        <source>“It is there”</source>
        <translation>“文件齐了”</translation>
    </message>
</context>
<context>
    <name>StageWindow</name>
    <message>
        <source>A new upload</source>
        <translation>一次新的上传</translation>
    </message>
    <message>
        <source>Edit what your server is told</source>
        <translation>修改告诉你的服务器的内容</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Notes, and a window for the audience</source>
        <translation>讲稿，以及给观众看的窗口</translation>
    </message>
    <message>
        <source>Practice could not be started. Please try again in a moment.</source>
        <translation>练习没能启动。请稍后再试。</translation>
    </message>
    <message>
        <source>Present</source>
        <translation>演示</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>The upload to show</source>
        <translation>要显示的上传</translation>
    </message>
    <message>
        <source>What happens at an upload</source>
        <translation>一次上传的全过程</translation>
    </message>
    <message>
        <source>What the demo cloud&apos;s own server got</source>
        <translation>演示云自己的服务器收到了什么</translation>
    </message>
</context>
<context>
    <name>States</name>
    <message>
        <source>Already there, left as it is</source>
        <translation>已存在，未作改动</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Cancelling</source>
        <translation>正在取消</translation>
    </message>
    <message>
        <source>Checking</source>
        <translation>正在核对</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>已送达</translation>
    </message>
    <message>
        <source>Finishing</source>
        <translation>即将完成</translation>
    </message>
    <message>
        <source>Getting ready</source>
        <translation>正在准备</translation>
    </message>
    <message>
        <source>Not stored</source>
        <translation>未存储</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>Stored</source>
        <translation>已存储</translation>
    </message>
    <message>
        <source>Stored - answer not seen</source>
        <translation>已存储，未收到回复</translation>
    </message>
    <message>
        <source>Stored - callback failed</source>
        <translation>已存储，回调失败</translation>
    </message>
    <message>
        <source>Stored - your server was not reached</source>
        <translation>已存储，未能通知你的服务器</translation>
    </message>
    <message>
        <source>The file could not be read</source>
        <translation>无法读取文件</translation>
    </message>
    <message>
        <source>The service could not be reached</source>
        <translation>无法连接到存储服务</translation>
    </message>
    <message>
        <source>The service refused it</source>
        <translation>存储服务拒绝了请求</translation>
    </message>
    <message>
        <source>Trying again in {seconds} s</source>
        <translation>{seconds} 秒后重试</translation>
    </message>
    <message>
        <source>Trying again now</source>
        <translation>正在重试</translation>
    </message>
    <message>
        <source>Upcall made a mistake</source>
        <translation>Upcall 出错了</translation>
    </message>
    <message>
        <source>Waiting for access</source>
        <translation>等待访问权限</translation>
    </message>
    <message>
        <source>Waiting for the network</source>
        <translation>等待网络恢复</translation>
    </message>
    <message>
        <source>Waiting for your server</source>
        <translation>等待你的服务器</translation>
    </message>
    <message>
        <source>Waiting its turn</source>
        <translation>排队中</translation>
    </message>
    <message>
        <source>Your server confirmed it</source>
        <translation>你的服务器已确认</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent}%</translation>
    </message>
</context>
<context>
    <name>Steps</name>
    <message>
        <source>Page {number} of {all}: {word}</source>
        <translation>第 {number}/{all} 页：{word}</translation>
    </message>
</context>
<context>
    <name>TemplateGallery</name>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Body of the template</source>
        <translation>模板的请求体</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Export the template</source>
        <translation>导出模板</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Import a file…</source>
        <translation>导入文件…</translation>
    </message>
    <message>
        <source>Import a template</source>
        <translation>导入模板</translation>
    </message>
    <message>
        <source>It could not be read.</source>
        <translation>无法读取该文件。</translation>
    </message>
    <message>
        <source>It could not be written there.</source>
        <translation>无法写入该位置。</translation>
    </message>
    <message>
        <source>Keep what the form shows</source>
        <translation>保存当前表单</translation>
    </message>
    <message>
        <source>My template {number}</source>
        <translation>我的模板 {number}</translation>
    </message>
    <message>
        <source>Name of the template</source>
        <translation>模板名称</translation>
    </message>
    <message>
        <source>Remove it</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Sent as JSON</source>
        <translation>以 JSON 发送</translation>
    </message>
    <message>
        <source>Sent as a form</source>
        <translation>以表单发送</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>模板</translation>
    </message>
    <message>
        <source>Templates (*.json *.txt)</source>
        <translation>模板 (*.json *.txt)</translation>
    </message>
    <message>
        <source>Templates (*.json)</source>
        <translation>模板 (*.json)</translation>
    </message>
    <message>
        <source>There is no template in this file.</source>
        <translation>此文件中没有模板。</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>Written: {name}</source>
        <translation>已写入：{name}</translation>
    </message>
    <message>
        <source>Yours. Type in its name to change it.</source>
        <translation>你的模板。可直接修改名称。</translation>
    </message>
    <message>
        <source>{name}, your own template</source>
        <translation>{name}，你的模板</translation>
    </message>
</context>
<context>
    <name>TemplateTools</name>
    <message>
        <source>Base64, JSON, source code, or a template of another service</source>
        <translation>Base64、JSON、源代码，或其他云服务的模板</translation>
    </message>
    <message>
        <source>Choose or keep a template</source>
        <translation>选择或保存模板</translation>
    </message>
    <message>
        <source>Copy as code…</source>
        <translation>复制为代码…</translation>
    </message>
    <message>
        <source>Copy this upload as a program</source>
        <translation>把这次上传复制为程序</translation>
    </message>
    <message>
        <source>Paste a callback…</source>
        <translation>粘贴回调…</translation>
    </message>
    <message>
        <source>Take a copied callback or template over</source>
        <translation>采用复制来的回调或模板</translation>
    </message>
    <message>
        <source>Templates…</source>
        <translation>模板…</translation>
    </message>
</context>
<context>
    <name>Templates</name>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Backslashes and quotes of a program were removed.</source>
        <translation>已去掉源代码中的反斜杠和引号。</translation>
    </message>
    <message>
        <source>Checksums and request id</source>
        <translation>校验值与请求 ID</translation>
    </message>
    <message>
        <source>Every variable that the storage has.</source>
        <translation>存储服务提供的全部变量。</translation>
    </message>
    <message>
        <source>Everything, as JSON</source>
        <translation>全部变量（JSON）</translation>
    </message>
    <message>
        <source>Everything, as a form</source>
        <translation>全部变量（表单）</translation>
    </message>
    <message>
        <source>For servers that compare what arrived with what was sent.</source>
        <translation>适合需要核对上传内容的服务器。</translation>
    </message>
    <message>
        <source>For servers that look up the rest.</source>
        <translation>适合自行查询其余信息的服务器。</translation>
    </message>
    <message>
        <source>For servers that wait for word of the processing and have to know it again.</source>
        <translation>适合要等待处理结果并据此对应任务的服务器。</translation>
    </message>
    <message>
        <source>It says: {parts}.</source>
        <translation>包含：{parts}。</translation>
    </message>
    <message>
        <source>It was not standard Base64 (other letters or line breaks): refused as it was.</source>
        <translation>原文不是标准 Base64（字符集不同或含换行），原样发送会被拒绝。</translation>
    </message>
    <message>
        <source>Its Base64 lacked the = at the end.</source>
        <translation>原文的 Base64 缺少末尾的 =。</translation>
    </message>
    <message>
        <source>Its body type was missing or wrong.</source>
        <translation>原文缺少请求体类型，或类型有误。</translation>
    </message>
    <message>
        <source>Left out, for the form has no place: {names}</source>
        <translation>表单中没有对应位置，已略去：{names}</translation>
    </message>
    <message>
        <source>Names of own values got x: and small letters.</source>
        <translation>自定义变量名已加上 x: 并改为小写。</translation>
    </message>
    <message>
        <source>Only the name</source>
        <translation>仅文件名</translation>
    </message>
    <message>
        <source>Order and user, as JSON</source>
        <translation>订单与用户（JSON）</translation>
    </message>
    <message>
        <source>Order and user, as a form</source>
        <translation>订单与用户（表单）</translation>
    </message>
    <message>
        <source>Own values that were no text became text.</source>
        <translation>非文本的自定义变量值已转为文本。</translation>
    </message>
    <message>
        <source>Pictures with their size</source>
        <translation>图片及其尺寸</translation>
    </message>
    <message>
        <source>Quotes within callbackBody were not escaped: refused as it was.</source>
        <translation>callbackBody 中的引号没有转义，原样发送会被拒绝。</translation>
    </message>
    <message>
        <source>The usual, as JSON</source>
        <translation>常用（JSON）</translation>
    </message>
    <message>
        <source>The usual, as a form</source>
        <translation>常用（表单）</translation>
    </message>
    <message>
        <source>This is a callback as it travels: Base64.</source>
        <translation>这是传输形式的回调：Base64。</translation>
    </message>
    <message>
        <source>This is a template that Upcall exported.</source>
        <translation>这是 Upcall 导出的模板。</translation>
    </message>
    <message>
        <source>This is a template.</source>
        <translation>这是一个模板。</translation>
    </message>
    <message>
        <source>This is source code that sets a callback.</source>
        <translation>这是设置回调的源代码。</translation>
    </message>
    <message>
        <source>This is the JSON of a callback.</source>
        <translation>这是回调 JSON。</translation>
    </message>
    <message>
        <source>Two values of your own, so that the server knows what the file belongs to.</source>
        <translation>两个自定义变量，让服务器知道文件属于哪笔业务。</translation>
    </message>
    <message>
        <source>Variables of another service: {names}</source>
        <translation>其他云服务的变量：{names}</translation>
    </message>
    <message>
        <source>What most servers need: where it is and what.</source>
        <translation>多数服务器所需：文件在哪里、是什么。</translation>
    </message>
    <message>
        <source>Width, height and format are empty for files that are no pictures.</source>
        <translation>非图片文件的宽、高和格式为空。</translation>
    </message>
    <message>
        <source>With the number of the processing</source>
        <translation>带处理任务编号</translation>
    </message>
    <message>
        <source>addresses</source>
        <translation>回调地址</translation>
    </message>
    <message>
        <source>body</source>
        <translation>请求体</translation>
    </message>
    <message>
        <source>callbackBody was no text: refused as it was.</source>
        <translation>callbackBody 不是文本，原样发送会被拒绝。</translation>
    </message>
    <message>
        <source>callbackHost was no text: refused as it was.</source>
        <translation>callbackHost 不是文本，原样发送会被拒绝。</translation>
    </message>
    <message>
        <source>callbackSNI was no true or false: refused as it was.</source>
        <translation>callbackSNI 不是 true 或 false，原样发送会被拒绝。</translation>
    </message>
    <message>
        <source>form or JSON</source>
        <translation>表单或 JSON</translation>
    </message>
    <message>
        <source>host</source>
        <translation>Host</translation>
    </message>
    <message>
        <source>own values</source>
        <translation>自定义变量</translation>
    </message>
    <message>
        <source>server name (SNI)</source>
        <translation>服务器名称（SNI）</translation>
    </message>
</context>
<context>
    <name>TestCall</name>
    <message>
        <source>0: an empty answer does not count.</source>
        <translation>0：空响应不算数。</translation>
    </message>
    <message>
        <source>All of it is text.</source>
        <translation>全部是文本。</translation>
    </message>
    <message>
        <source>Byte {byte} at position {offset} is no UTF-8. Send UTF-8.</source>
        <translation>位置 {offset} 的字节 {byte} 不是 UTF-8。请发送 UTF-8。</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Content-Length</source>
        <translation>Content-Length</translation>
    </message>
    <message>
        <source>Correct it in Send to.</source>
        <translation>请在“发送到”里更正。</translation>
    </message>
    <message>
        <source>In time</source>
        <translation>及时</translation>
    </message>
    <message>
        <source>It ends too early, in line {line}.</source>
        <translation>在第 {line} 行就提前结束了。</translation>
    </message>
    <message>
        <source>It is nested too deeply to be read.</source>
        <translation>嵌套太深，无法读取。</translation>
    </message>
    <message>
        <source>It is no JSON: {found} in line {line}, character {column}.</source>
        <translation>不是 JSON：第 {line} 行第 {column} 个字符 {found}。</translation>
    </message>
    <message>
        <source>It is no XML: {found} in line {line}, character {column}.</source>
        <translation>不是 XML：第 {line} 行第 {column} 个字符 {found}。</translation>
    </message>
    <message>
        <source>It is {kind}.</source>
        <translation>是 {kind}。</translation>
    </message>
    <message>
        <source>It was reached, but there was no answer in time.</source>
        <translation>已连上，但没有及时响应。</translation>
    </message>
    <message>
        <source>It was reached, but what came back is no complete answer.</source>
        <translation>已连上，但返回的不是完整的响应。</translation>
    </message>
    <message>
        <source>Its certificate is not trusted. The storage would not trust it either, likely.</source>
        <translation>它的证书不受信任。存储服务很可能也不信任它。</translation>
    </message>
    <message>
        <source>Its name has no address. Look for a slip in the address.</source>
        <translation>找不到这个名称的地址。请检查地址有没有写错。</translation>
    </message>
    <message>
        <source>JSON or XML</source>
        <translation>JSON 或 XML</translation>
    </message>
    <message>
        <source>Missing. The storage insists on it.</source>
        <translation>缺少。存储服务要求必须有。</translation>
    </message>
    <message>
        <source>Missing: the answer came in chunks. Send it whole, with its length.</source>
        <translation>缺失：响应是分块传输的。请整体发送并给出长度。</translation>
    </message>
    <message>
        <source>NaN and Infinity are no JSON: line {line}, character {column}. Send null.</source>
        <translation>NaN 和 Infinity 不是 JSON：第 {line} 行第 {column} 个字符。请发送 null。</translation>
    </message>
    <message>
        <source>Name look-up (DNS)</source>
        <translation>域名解析 (DNS)</translation>
    </message>
    <message>
        <source>No byte order mark</source>
        <translation>没有字节顺序标记</translation>
    </message>
    <message>
        <source>Nobody answered the connection. A firewall, perhaps.</source>
        <translation>连接没有回应，可能被防火墙拦住了。</translation>
    </message>
    <message>
        <source>None at the beginning.</source>
        <translation>开头没有。</translation>
    </message>
    <message>
        <source>Nothing listens there. Start the server, or correct the port.</source>
        <translation>那里没有程序在监听。请启动服务器，或更正端口。</translation>
    </message>
    <message>
        <source>Once the text can be read.</source>
        <translation>等文本可读之后再检查。</translation>
    </message>
    <message>
        <source>Receiving</source>
        <translation>接收</translation>
    </message>
    <message>
        <source>Securing (TLS)</source>
        <translation>加密 (TLS)</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Something follows after the end: {found} in line {line}, character {column}.</source>
        <translation>结束之后还有内容：第 {line} 行第 {column} 个字符 {found}。</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>The address cannot be called</source>
        <translation>无法调用这个地址</translation>
    </message>
    <message>
        <source>The answer begins with the bytes EF BB BF. Save or send it as UTF-8 without a mark.</source>
        <translation>响应以字节 EF BB BF 开头。请保存或发送为不带标记的 UTF-8。</translation>
    </message>
    <message>
        <source>The connection broke.</source>
        <translation>连接断开了。</translation>
    </message>
    <message>
        <source>The file would be stored all the same. The upload would end as Stored - callback failed (status 203), and the answer below would not be shown.</source>
        <translation>文件仍会存好。上传会以“已存储 - 回调失败”（状态 203）结束，下面的响应不会显示。</translation>
    </message>
    <message>
        <source>The proxy of this computer does not let it through.</source>
        <translation>这台电脑的代理不让它通过。</translation>
    </message>
    <message>
        <source>The proxy of this computer wants a name and a password.</source>
        <translation>这台电脑的代理要求用户名和密码。</translation>
    </message>
    <message>
        <source>The storage waits {limit} s</source>
        <translation>存储服务等待 {limit} 秒</translation>
    </message>
    <message>
        <source>The storage would not take this answer</source>
        <translation>存储服务不会接受这个响应</translation>
    </message>
    <message>
        <source>The storage would take this answer</source>
        <translation>存储服务会接受这个响应</translation>
    </message>
    <message>
        <source>The upload would end as Delivered, with the answer below.</source>
        <translation>上传会以“已送达”结束，并带回下面的响应。</translation>
    </message>
    <message>
        <source>There is nothing in the answer.</source>
        <translation>响应是空的。</translation>
    </message>
    <message>
        <source>Together</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>UTF-8</source>
        <translation>UTF-8</translation>
    </message>
    <message>
        <source>XML with a document type (line {line}) is not read. Leave it out.</source>
        <translation>不读取带文档类型声明的 XML（第 {line} 行）。请去掉它。</translation>
    </message>
    <message>
        <source>Your server</source>
        <translation>你的服务器</translation>
    </message>
    <message>
        <source>Your server could not be reached from here</source>
        <translation>从这里连不上你的服务器</translation>
    </message>
    <message>
        <source>Your server did not answer</source>
        <translation>你的服务器没有响应</translation>
    </message>
    <message>
        <source>good</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>needs a change</source>
        <translation>需要修改</translation>
    </message>
    <message>
        <source>not looked at</source>
        <translation>未检查</translation>
    </message>
    <message>
        <source>not needed</source>
        <translation>不需要</translation>
    </message>
    <message>
        <source>note</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>{name}: {text}</source>
        <translation>{name}：{text}</translation>
    </message>
    <message>
        <source>{seconds} of {limit} s, from here.</source>
        <translation>从这里用了 {seconds}，上限 {limit} 秒。</translation>
    </message>
    <message>
        <source>{seconds} of {limit} s. That is close: answer first, do the work afterwards.</source>
        <translation>用了 {seconds}，上限 {limit} 秒，比较接近：请先响应，再处理。</translation>
    </message>
    <message>
        <source>{seconds}. The storage waits {limit} s, connecting included. Answer first, do the work afterwards.</source>
        <translation>{seconds}。存储服务连同建立连接共等待 {limit} 秒。请先响应，再处理工作。</translation>
    </message>
    <message>
        <source>{size}. More than {most} may be refused: answer with less.</source>
        <translation>{size}。超过 {most} 可能被拒绝：请返回更少的内容。</translation>
    </message>
    <message>
        <source>{state}: {sentence}</source>
        <translation>{state}：{sentence}</translation>
    </message>
    <message>
        <source>{status}, a redirect to “{where}”. The storage does not follow it: use the final address.</source>
        <translation>{status}，重定向到“{where}”。存储服务不会跟随：请填写最终地址。</translation>
    </message>
    <message>
        <source>{status}, as it has to be.</source>
        <translation>{status}，符合要求。</translation>
    </message>
    <message>
        <source>{status}. Only 200 counts, not 201 or 204 either.</source>
        <translation>{status}。只有 200 才算数，201 和 204 也不行。</translation>
    </message>
    <message>
        <source>“{told}” is not a positive whole number.</source>
        <translation>“{told}”不是正整数。</translation>
    </message>
</context>
<context>
    <name>TestCallDialog</name>
    <message>
        <source>&amp;Copy report</source>
        <translation>复制报告(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Send test call</source>
        <translation>发送测试调用(&amp;S)</translation>
    </message>
    <message>
        <source>Address to call</source>
        <translation>要调用的地址</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Copied ✓</source>
        <translation>已复制 ✓</translation>
    </message>
    <message>
        <source>HTTP {status}</source>
        <translation>HTTP {status}</translation>
    </message>
    <message>
        <source>How long it took</source>
        <translation>用时</translation>
    </message>
    <message>
        <source>It is not signed: a server that checks signatures refuses it.</source>
        <translation>没有签名：检查签名的服务器会拒绝它。</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Sends your server what the storage would send. Nothing is uploaded. This call comes from this computer, not from the storage: a server that answers here may still be out of its reach.</source>
        <translation>把存储服务会发送的内容发给你的服务器，不上传任何文件。这次调用来自本机，而不是存储服务：在这里有响应的服务器，存储服务仍可能访问不到。</translation>
    </message>
    <message>
        <source>Test call</source>
        <translation>测试调用</translation>
    </message>
    <message>
        <source>Test call for “{name}”</source>
        <translation>测试调用：“{name}”</translation>
    </message>
    <message>
        <source>Test call to</source>
        <translation>测试调用</translation>
    </message>
    <message>
        <source>The body is made again from what the upload&apos;s callback said.</source>
        <translation>请求体根据那次上传的回调重新生成。</translation>
    </message>
    <message>
        <source>The body is made of the template as it is now.</source>
        <translation>请求体由当前的模板生成。</translation>
    </message>
    <message>
        <source>The body is the one that the demo cloud sent.</source>
        <translation>请求体就是演示云当时发送的。</translation>
    </message>
    <message>
        <source>The demo cloud signs it, so your practice server accepts it.</source>
        <translation>由演示云签名，练习服务器会接受。</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Waiting for your server</source>
        <translation>正在等待你的服务器</translation>
    </message>
    <message>
        <source>What is sent</source>
        <translation>发送的内容</translation>
    </message>
    <message>
        <source>What your server answered</source>
        <translation>你的服务器的响应</translation>
    </message>
</context>
<context>
    <name>TimelineView</name>
    <message>
        <source>At most {seconds} s</source>
        <translation>最多 {seconds} 秒</translation>
    </message>
    <message>
        <source>Checking</source>
        <translation>核对</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Finishing</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Full bars were measured here. Dashed ones are inferred.</source>
        <translation>实心条是在这里测得的，虚线条是推断的。</translation>
    </message>
    <message>
        <source>In time, with {time} to spare at least.</source>
        <translation>及时，至少还剩 {time}。</translation>
    </message>
    <message>
        <source>In time, with {time} to spare.</source>
        <translation>及时，还剩 {time}。</translation>
    </message>
    <message numerus="yes">
        <source>It took %n tries; times of earlier ones are not kept.</source>
        <translation>
            <numerusform>共尝试 %n 次；之前几次的时间没有保留。</numerusform>
        </translation>
    </message>
    <message>
        <source>It took longer than the storage waits. Answer first, work afterwards.</source>
        <translation>超过了云存储的等待时间。请先回复，再做处理。</translation>
    </message>
    <message>
        <source>No times were recorded for this file.</source>
        <translation>没有记录这个文件的时间。</translation>
    </message>
    <message>
        <source>Preparing</source>
        <translation>准备</translation>
    </message>
    <message>
        <source>Preparing, and earlier tries</source>
        <translation>准备及之前的尝试</translation>
    </message>
    <message numerus="yes">
        <source>Preparing, and sending %n part(s)</source>
        <translation>
            <numerusform>准备并发送 %n 个分片</numerusform>
        </translation>
    </message>
    <message>
        <source>Receiving the answer</source>
        <translation>接收响应</translation>
    </message>
    <message numerus="yes">
        <source>Sending %n part(s)</source>
        <translation>
            <numerusform>发送 %n 个分片</numerusform>
        </translation>
    </message>
    <message>
        <source>Sending the file</source>
        <translation>发送文件</translation>
    </message>
    <message>
        <source>Storing</source>
        <translation>存储</translation>
    </message>
    <message>
        <source>Storing and your server took longer together than the storage waits for a server; how much of it was your server cannot be seen from here.</source>
        <translation>存储和你的服务器合计用时超过了云存储等待服务器的时间；其中你的服务器占多少，从这里看不出来。</translation>
    </message>
    <message>
        <source>Storing, and your server</source>
        <translation>存储和你的服务器</translation>
    </message>
    <message>
        <source>The last request</source>
        <translation>最后一个请求</translation>
    </message>
    <message>
        <source>The whole upload</source>
        <translation>整个上传</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>Together</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Your server</source>
        <translation>你的服务器</translation>
    </message>
    <message>
        <source>Your server&apos;s time was measured by the demo cloud.</source>
        <translation>你的服务器的用时由演示云测得。</translation>
    </message>
    <message>
        <source>Your server, address {number}</source>
        <translation>你的服务器，地址 {number}</translation>
    </message>
    <message>
        <source>at most {time}</source>
        <translation>最多 {time}</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>not seen</source>
        <translation>未见到</translation>
    </message>
    <message>
        <source>{kind}: {state}</source>
        <translation>{kind}：{state}</translation>
    </message>
</context>
<context>
    <name>TimingBar</name>
    <message>
        <source>Connecting</source>
        <translation>建立连接</translation>
    </message>
    <message>
        <source>Receiving</source>
        <translation>接收响应</translation>
    </message>
    <message>
        <source>Securing the line (TLS)</source>
        <translation>TLS 握手</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Waiting for the answer</source>
        <translation>等待响应</translation>
    </message>
    <message>
        <source>not needed</source>
        <translation>不需要</translation>
    </message>
    <message>
        <source>{number} ms</source>
        <translation>{number} 毫秒</translation>
    </message>
    <message>
        <source>{number} s</source>
        <translation>{number} 秒</translation>
    </message>
</context>
<context>
    <name>Told</name>
    <message numerus="yes">
        <source>%n file(s) are larger than the {most} that may be sent</source>
        <translation>
            <numerusform>%n 个文件超过了允许的大小 {most}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) are more than the {most} that may go at a time</source>
        <translation>
            <numerusform>%n 个文件超出了一次最多 {most} 个的限制</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) are of a kind that may not be sent (only {kinds})</source>
        <translation>
            <numerusform>%n 个文件的类型不允许上传（只允许 {kinds}）</numerusform>
        </translation>
    </message>
    <message>
        <source>, </source>
        <comment>between names</comment>
        <translation>、</translation>
    </message>
    <message numerus="yes">
        <source>At most %n file(s) at a time.</source>
        <translation>
            <numerusform>一次最多 %n 个文件。</numerusform>
        </translation>
    </message>
    <message>
        <source>Files up to {size}.</source>
        <translation>单个文件不超过 {size}。</translation>
    </message>
    <message>
        <source>Only these kinds of files: {kinds}.</source>
        <translation>只接受这些类型的文件：{kinds}。</translation>
    </message>
    <message>
        <source>Some settings made no sense and were set to their usual values.</source>
        <translation>部分设置无效，已恢复为默认值。</translation>
    </message>
    <message>
        <source>Something went wrong inside Upcall. Your files are safe; the log says more (Help, Open log folder).</source>
        <translation>Upcall 内部出错了。你的文件没有受影响；详情见日志（帮助 &gt; 打开日志文件夹）。</translation>
    </message>
    <message>
        <source>The list of uploads cannot be written down. Is the disk full? Uploads go on, and Upcall keeps trying; what is not written down when you quit will be missing from the list.</source>
        <translation>上传列表无法保存。是不是磁盘已满？上传会继续，Upcall 也会不断重试；退出时仍未保存的内容将不会留在列表中。</translation>
    </message>
    <message>
        <source>The list of uploads comes from a newer Upcall and was left as it is. Uploads work, but what you add now will not be in the list after you quit.</source>
        <translation>上传列表来自更新版本的 Upcall，已原样保留。仍可上传，但现在添加的内容在退出后不会留在列表中。</translation>
    </message>
    <message>
        <source>The list of uploads is written down again.</source>
        <translation>上传列表又可以保存了。</translation>
    </message>
    <message>
        <source>The list of uploads was damaged. What could be read is here, and the old list is kept as well. Your files are untouched; please drop again what is missing.</source>
        <translation>上传列表已损坏。能读出的内容都在这里，旧列表也已保留。你的文件没有受影响；缺少的请重新拖入。</translation>
    </message>
    <message>
        <source>The settings come from a newer Upcall; what this one knows of them is used.</source>
        <translation>设置来自更新版本的 Upcall，当前版本只使用其中能识别的部分。</translation>
    </message>
    <message>
        <source>The settings could not be opened. Changes may not be kept.</source>
        <translation>无法打开设置，改动可能不会保存。</translation>
    </message>
    <message>
        <source>The settings could not be read, so Upcall began with fresh ones. The old file is kept beside them.</source>
        <translation>无法读取设置，Upcall 已改用全新的设置。旧文件保留在同一文件夹中。</translation>
    </message>
    <message>
        <source>There were no files in it.</source>
        <translation>里面没有文件。</translation>
    </message>
    <message>
        <source>{names} and {more} more</source>
        <translation>{names} 等，另有 {more} 个</translation>
    </message>
    <message>
        <source>{sentence}: {names}.</source>
        <translation>{sentence}：{names}。</translation>
    </message>
    <message>
        <source>“{name}” could not be kept. Is the disk full?</source>
        <translation>无法保存“{name}”，请检查磁盘是否已满。</translation>
    </message>
    <message>
        <source>“{name}” could not be opened. Is it still there?</source>
        <translation>无法打开“{name}”，请确认它还在原处。</translation>
    </message>
    <message>
        <source>“{name}” is not a connection file. Ask your team to send it once more.</source>
        <translation>“{name}”不是连接文件，请让团队重新发送一次。</translation>
    </message>
</context>
<context>
    <name>ToldBar</name>
    <message>
        <source>Close this message</source>
        <translation>关闭此消息</translation>
    </message>
</context>
<context>
    <name>ToldLine</name>
    <message>
        <source>Your server is told about each file ✓</source>
        <translation>每个文件都会通知你的服务器 ✓</translation>
    </message>
</context>
<context>
    <name>Toolbar</name>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
</context>
<context>
    <name>TreeView</name>
    <message>
        <source>Copy name</source>
        <translation>复制名称</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>复制路径</translation>
    </message>
    <message>
        <source>Copy value</source>
        <translation>复制值</translation>
    </message>
</context>
<context>
    <name>UndoButtons</name>
    <message>
        <source>Redo the change of the callback</source>
        <translation>重做对回调的修改</translation>
    </message>
    <message>
        <source>Undo the last change of the callback</source>
        <translation>撤销对回调的上一次修改</translation>
    </message>
</context>
<context>
    <name>Unfinished</name>
    <message>
        <source>&amp;Find the file…</source>
        <translation>查找文件(&amp;F)…</translation>
    </message>
    <message>
        <source>&amp;Remove…</source>
        <translation>删除(&amp;R)…</translation>
    </message>
    <message>
        <source>An upload in parts that broke off leaves its stored parts behind. They are billed until somebody removes them.</source>
        <translation>中断的分片上传会留下已存储的分片，删除之前会一直计费。</translation>
    </message>
    <message>
        <source>Begun</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Copy these permissions</source>
        <translation>复制这些权限</translation>
    </message>
    <message>
        <source>Every upload here was finished or cleared away.</source>
        <translation>这里的上传都已完成或清理。</translation>
    </message>
    <message>
        <source>Files that are on this list are sent from the beginning next time.</source>
        <translation>列表中对应的文件下次会从头发送。</translation>
    </message>
    <message>
        <source>Find the file</source>
        <translation>查找文件</translation>
    </message>
    <message>
        <source>It is not on this list, so Upcall cannot go on with it. Find the file to send it from the beginning under the same name; what is stored of it is removed first.</source>
        <translation>它不在列表中，Upcall 无法接着上传。请找到这个文件，以同样的名称从头上传；已存储的部分会先删除。</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Look &amp;again</source>
        <translation>重新查看(&amp;A)</translation>
    </message>
    <message>
        <source>Look in the &amp;whole bucket</source>
        <translation>查看整个 Bucket(&amp;W)</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>正在查看…</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>No</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Nothing is left behind</source>
        <translation>没有残留</translation>
    </message>
    <message>
        <source>On this list</source>
        <translation>在列表中</translation>
    </message>
    <message>
        <source>Permissions that this needs</source>
        <translation>所需的权限</translation>
    </message>
    <message>
        <source>R&amp;esume</source>
        <translation>继续(&amp;E)</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Select an upload to go on with it or to remove it.</source>
        <translation>选择一个上传，可以继续上传或删除。</translation>
    </message>
    <message>
        <source>Stored</source>
        <translation>已存储</translation>
    </message>
    <message>
        <source>That is fine for uploading. To see and clear them here, ask your administrator to add the permissions below to this key.</source>
        <translation>这不影响上传。如需在这里查看和清理，请联系管理员为此密钥添加以下权限。</translation>
    </message>
    <message>
        <source>Their stored parts are deleted at the storage for good.</source>
        <translation>它们已存储的分片会从存储中彻底删除。</translation>
    </message>
    <message>
        <source>There may be more: not every size was looked up.</source>
        <translation>实际可能更多：没有查询每一个的大小。</translation>
    </message>
    <message>
        <source>This key may not list unfinished uploads</source>
        <translation>此密钥无权列出未完成的上传</translation>
    </message>
    <message>
        <source>This one is being sent right now.</source>
        <translation>这一个正在发送。</translation>
    </message>
    <message>
        <source>Unfinished uploads</source>
        <translation>未完成的上传</translation>
    </message>
    <message>
        <source>{size} in {parts}</source>
        <translation>{size}，{parts}</translation>
    </message>
</context>
<context>
    <name>UnfinishedWords</name>
    <message numerus="yes">
        <source>%n could not be removed. Please try again later.</source>
        <translation>
            <numerusform>有 %n 个未能删除，请稍后再试。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n part(s)</source>
        <translation>
            <numerusform>%n 个分片</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n selected, {size}</source>
        <translation>
            <numerusform>已选 %n 个，{size}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unfinished upload(s) removed.</source>
        <translation>
            <numerusform>已删除 %n 个未完成的上传。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unfinished upload(s), {size} in stored parts, still billed.</source>
        <translation>
            <numerusform>%n 个未完成的上传，已存储的分片共 {size}，仍在计费。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove %n unfinished upload(s) with {size}?</source>
        <translation>
            <numerusform>要删除 %n 个未完成的上传（{size}）吗？</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Units</name>
    <message>
        <source>a few seconds</source>
        <translation>几秒</translation>
    </message>
    <message numerus="yes">
        <source>about %n day(s)</source>
        <translation>
            <numerusform>约 %n 天</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n hour(s)</source>
        <translation>
            <numerusform>约 %n 小时</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n minute(s)</source>
        <translation>
            <numerusform>约 %n 分钟</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n second(s)</source>
        <translation>
            <numerusform>约 %n 秒</numerusform>
        </translation>
    </message>
    <message>
        <source>{first} {second}</source>
        <translation>{first}{second}</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} 小时 {minutes} 分</translation>
    </message>
    <message>
        <source>{minutes} min {seconds} s</source>
        <translation>{minutes} 分 {seconds} 秒</translation>
    </message>
    <message>
        <source>{part} of {whole}</source>
        <translation>{part}/{whole}</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} 秒</translation>
    </message>
    <message>
        <source>{size}/s</source>
        <translation>{size}/s</translation>
    </message>
</context>
<context>
    <name>UploadOptions</name>
    <message>
        <source>Add a tag</source>
        <translation>添加标签</translation>
    </message>
    <message>
        <source>Add metadata</source>
        <translation>添加元数据</translation>
    </message>
    <message>
        <source>Cache-Control</source>
        <translation>Cache-Control</translation>
    </message>
    <message>
        <source>Content type</source>
        <translation>内容类型</translation>
    </message>
    <message>
        <source>Content-Disposition</source>
        <translation>Content-Disposition</translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation>加密方式</translation>
    </message>
    <message>
        <source>Id of the KMS key</source>
        <translation>KMS 密钥 ID</translation>
    </message>
    <message>
        <source>Metadata</source>
        <translation>元数据</translation>
    </message>
    <message>
        <source>Object names</source>
        <translation>Object 名称</translation>
    </message>
    <message>
        <source>Size of parts</source>
        <translation>分片大小</translation>
    </message>
    <message>
        <source>Storage class</source>
        <translation>存储类型</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Upload options</source>
        <translation>上传选项</translation>
    </message>
    <message>
        <source>Upload options: way of sending, names, storage</source>
        <translation>上传选项：上传方式、名称、存储</translation>
    </message>
    <message>
        <source>Way of sending</source>
        <translation>上传方式</translation>
    </message>
    <message>
        <source>Who may see it (ACL)</source>
        <translation>谁可以访问（ACL）</translation>
    </message>
    <message>
        <source>by the file&apos;s ending</source>
        <translation>按文件扩展名</translation>
    </message>
</context>
<context>
    <name>UrlList</name>
    <message>
        <source>Address {number} of your server</source>
        <translation>服务器地址 {number}</translation>
    </message>
    <message>
        <source>Another address</source>
        <translation>添加地址</translation>
    </message>
    <message>
        <source>Remove this address</source>
        <translation>移除此地址</translation>
    </message>
    <message>
        <source>Show the query as a table</source>
        <translation>以表格显示查询参数</translation>
    </message>
    <message>
        <source>Tried in this order until one answers.</source>
        <translation>按顺序依次尝试，直到有一个响应。</translation>
    </message>
    <message>
        <source>Try this address earlier</source>
        <translation>提前尝试此地址</translation>
    </message>
</context>
<context>
    <name>ValueTable</name>
    <message>
        <source>Copy value</source>
        <translation>复制值</translation>
    </message>
</context>
<context>
    <name>VariableCompleter</name>
    <message>
        <source>Variables</source>
        <translation>变量</translation>
    </message>
    <message>
        <source>Your own value</source>
        <translation>你自己的值</translation>
    </message>
</context>
<context>
    <name>VariableDoor</name>
    <message>
        <source>Add files first: while they wait for Upload, each can get its values.</source>
        <translation>请先添加文件：在等待上传期间，可以为每个文件设置各自的值。</translation>
    </message>
</context>
<context>
    <name>VariableRow</name>
    <message>
        <source>value</source>
        <translation>值</translation>
    </message>
</context>
<context>
    <name>VariableTable</name>
    <message>
        <source>A value has no name yet, so it is not sent.</source>
        <translation>有一个变量还没有名称，因此不会发送。</translation>
    </message>
    <message>
        <source>Add a value</source>
        <translation>添加变量</translation>
    </message>
    <message>
        <source>Look at them, change single ones, or take a CSV file</source>
        <translation>查看各个值、单独修改，或从 CSV 文件读取</translation>
    </message>
    <message>
        <source>More about value {number}</source>
        <translation>第 {number} 个值的更多设置</translation>
    </message>
    <message>
        <source>Name of value {number}</source>
        <translation>变量 {number} 的名称</translation>
    </message>
    <message>
        <source>Question, rules, and where the value comes from</source>
        <translation>提问、规则以及值的来源</translation>
    </message>
    <message>
        <source>Remove this value</source>
        <translation>移除此变量</translation>
    </message>
    <message>
        <source>Value {number}</source>
        <translation>变量 {number} 的值</translation>
    </message>
    <message>
        <source>Values of each file…</source>
        <translation>各文件的值…</translation>
    </message>
    <message>
        <source>name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>“{name}” is there twice. Only the last value is sent.</source>
        <translation>“{name}”重复了，只会发送最后一个值。</translation>
    </message>
</context>
<context>
    <name>Variables</name>
    <message>
        <source># digit, @ letter, ? any sign, * any text; empty: any.</source>
        <translation># 数字，@ 字母，? 任意一个字符，* 任意文字；留空表示不限。</translation>
    </message>
    <message>
        <source>&amp;Answers to choose from</source>
        <translation>可选的回答(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Choose a file…</source>
        <translation>选择文件(&amp;C)…</translation>
    </message>
    <message>
        <source>&amp;Column</source>
        <translation>列(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;First number</source>
        <translation>起始编号(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>说明(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Label</source>
        <translation>名称(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Next one to change</source>
        <translation>下一个要改的(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Same for all files</source>
        <translation>所有文件都用这个(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Source</source>
        <translation>来源(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Use these</source>
        <translation>使用这些(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Value</source>
        <translation>值(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Which part</source>
        <translation>取哪一部分(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Written like this</source>
        <translation>写成这样(&amp;W)</translation>
    </message>
    <message>
        <source>A CSV file, as spreadsheets save it: names at the top, then a line for each file.</source>
        <translation>电子表格保存的 CSV 文件：第一行是列名，下面每个文件一行。</translation>
    </message>
    <message>
        <source>A sentence below it.</source>
        <translation>显示在问题下方的一句话。</translation>
    </message>
    <message>
        <source>Address of the stored file, in Base64</source>
        <translation>已存文件的地址（Base64）</translation>
    </message>
    <message>
        <source>All answers together are too long. Please shorten them.</source>
        <translation>所有回答合起来太长，请缩短一些。</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>All folders that were dropped</source>
        <translation>拖入的各级文件夹</translation>
    </message>
    <message>
        <source>All of it: 4711_front.jpg</source>
        <translation>全部：4711_front.jpg</translation>
    </message>
    <message>
        <source>Answers for each file</source>
        <translation>每个文件的回答</translation>
    </message>
    <message>
        <source>Answers from a table</source>
        <translation>表格中的回答</translation>
    </message>
    <message>
        <source>Ask each time</source>
        <translation>每次都询问</translation>
    </message>
    <message>
        <source>Asked: {label}</source>
        <translation>询问：{label}</translation>
    </message>
    <message>
        <source>Begins at 1 with each upload; 001 counts 001, 002, …</source>
        <translation>每次上传都从 1 开始；填 001 则按 001、002… 编号</translation>
    </message>
    <message>
        <source>CRC-64 checksum of the stored file</source>
        <translation>已存储文件的 CRC-64 校验值</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Checksum of the stored file (its etag)</source>
        <translation>已存文件的校验值（etag）</translation>
    </message>
    <message>
        <source>Choose a column for an answer.</source>
        <translation>请为某个回答选择一列。</translation>
    </message>
    <message>
        <source>Choose a table</source>
        <translation>选择表格</translation>
    </message>
    <message>
        <source>Click twice to change one. What you change is shown bold.</source>
        <translation>双击即可修改。你改过的内容会以粗体显示。</translation>
    </message>
    <message>
        <source>Column of a table (CSV)</source>
        <translation>表格 (CSV) 中的一列</translation>
    </message>
    <message>
        <source>Column {number}</source>
        <translation>第 {number} 列</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Content type, such as image/jpeg</source>
        <translation>文件类型，例如 image/jpeg</translation>
    </message>
    <message>
        <source>Custom variable</source>
        <translation>自定义变量</translation>
    </message>
    <message>
        <source>Date and time of the upload</source>
        <translation>上传的日期和时间</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>ETag of the stored file</source>
        <translation>已存储文件的 ETag</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>File number</source>
        <translation>文件的编号</translation>
    </message>
    <message>
        <source>Folder of the file</source>
        <translation>文件所在的文件夹</translation>
    </message>
    <message>
        <source>For “{name}” it is: {value}</source>
        <translation>对“{name}”来说是：{value}</translation>
    </message>
    <message>
        <source>Full name of the stored file, with its folder</source>
        <translation>已存储文件的完整路径，含文件夹</translation>
    </message>
    <message>
        <source>Height in pixels; empty for other files</source>
        <translation>图片高度（像素），非图片文件为空</translation>
    </message>
    <message>
        <source>How it was uploaded, such as PutObject</source>
        <translation>上传方式，例如 PutObject</translation>
    </message>
    <message>
        <source>Id of the processing, if there is any</source>
        <translation>处理任务的编号（如有）</translation>
    </message>
    <message>
        <source>Id of the upload, for questions to support</source>
        <translation>本次上传的请求 ID，可提供给技术支持</translation>
    </message>
    <message>
        <source>In the table</source>
        <translation>在表格中</translation>
    </message>
    <message>
        <source>It should look like this: {example}</source>
        <translation>格式应当像这样：{example}</translation>
    </message>
    <message>
        <source>Its name at the top of the table; empty: as this name.</source>
        <translation>表格第一行中的列名；留空则与此名称相同。</translation>
    </message>
    <message>
        <source>Like this: {example}</source>
        <translation>例如：{example}</translation>
    </message>
    <message>
        <source>Login name on this computer</source>
        <translation>这台电脑的登录名</translation>
    </message>
    <message>
        <source>MD5 of the file; empty when sent in parts</source>
        <translation>文件的 MD5，分片上传时为空</translation>
    </message>
    <message>
        <source>Must not be empty</source>
        <translation>不能为空</translation>
    </message>
    <message>
        <source>Name of the bucket</source>
        <translation>Bucket 名称</translation>
    </message>
    <message>
        <source>Name of the file</source>
        <translation>文件的名称</translation>
    </message>
    <message>
        <source>Name of the file on this computer</source>
        <translation>文件在这台电脑上的名称</translation>
    </message>
    <message>
        <source>Not asked</source>
        <translation>不询问</translation>
    </message>
    <message>
        <source>Order number</source>
        <translation>订单号</translation>
    </message>
    <message>
        <source>Picture format; empty for other files</source>
        <translation>图片格式，非图片文件为空</translation>
    </message>
    <message>
        <source>Please answer this first.</source>
        <translation>请先回答这个问题。</translation>
    </message>
    <message>
        <source>Please choose one of the answers.</source>
        <translation>请从给出的回答中选一个。</translation>
    </message>
    <message>
        <source>Please use at most {count} letters.</source>
        <translation>请不要超过 {count} 个字符。</translation>
    </message>
    <message>
        <source>Private network of the sender, mostly empty</source>
        <translation>上传方所在的专有网络（VPC），通常为空</translation>
    </message>
    <message>
        <source>S&amp;hape</source>
        <translation>格式(&amp;H)</translation>
    </message>
    <message>
        <source>Size of the file in bytes</source>
        <translation>文件大小（字节）</translation>
    </message>
    <message>
        <source>Tables (*.csv *.tsv *.txt)</source>
        <translation>表格 (*.csv *.tsv *.txt)</translation>
    </message>
    <message>
        <source>Take back this &amp;change</source>
        <translation>撤回这处修改(&amp;C)</translation>
    </message>
    <message>
        <source>Taken from each file&apos;s folder</source>
        <translation>取自每个文件所在的文件夹</translation>
    </message>
    <message>
        <source>Taken from each file&apos;s name</source>
        <translation>取自每个文件的名称</translation>
    </message>
    <message>
        <source>Taken from your table</source>
        <translation>取自你的表格</translation>
    </message>
    <message>
        <source>The files are numbered</source>
        <translation>文件会自动编号</translation>
    </message>
    <message>
        <source>The files&apos; names are in</source>
        <translation>文件名所在的列</translation>
    </message>
    <message>
        <source>The first part: 4711</source>
        <translation>第一部分：4711</translation>
    </message>
    <message>
        <source>The folder that it is in</source>
        <translation>文件所在的文件夹</translation>
    </message>
    <message>
        <source>The last part: front</source>
        <translation>最后一部分：front</translation>
    </message>
    <message>
        <source>The table is chosen at each upload.</source>
        <translation>每次上传时再选择表格。</translation>
    </message>
    <message>
        <source>The value that stands here</source>
        <translation>这里填写的值</translation>
    </message>
    <message>
        <source>There is no line below the names at the top of this file.</source>
        <translation>这个文件的列名下面没有任何内容。</translation>
    </message>
    <message>
        <source>This computer&apos;s address as the storage sees it</source>
        <translation>存储服务看到的本机地址</translation>
    </message>
    <message>
        <source>This file cannot be opened. Please choose another one.</source>
        <translation>无法打开这个文件，请换一个。</translation>
    </message>
    <message>
        <source>This file is too large. Please use a shorter one.</source>
        <translation>这个文件太大，请换一个小一些的。</translation>
    </message>
    <message>
        <source>This file needs an answer here.</source>
        <translation>这个文件在这里还需要一个回答。</translation>
    </message>
    <message>
        <source>This is no CSV file. In your spreadsheet choose Save as, and there CSV.</source>
        <translation>这不是 CSV 文件。请在电子表格中选择“另存为”，格式选 CSV。</translation>
    </message>
    <message>
        <source>Time that the service spent on the upload</source>
        <translation>云服务处理这次上传所用的时间</translation>
    </message>
    <message>
        <source>What each file gets</source>
        <translation>每个文件得到的值</translation>
    </message>
    <message>
        <source>What people are asked</source>
        <translation>向使用者提的问题</translation>
    </message>
    <message>
        <source>What people read, in plain words.</source>
        <translation>使用者看到的文字，请用平常的话写。</translation>
    </message>
    <message>
        <source>Where the value comes from</source>
        <translation>值从哪里来</translation>
    </message>
    <message>
        <source>Which values are good</source>
        <translation>允许哪些值</translation>
    </message>
    <message>
        <source>Width in pixels; empty for other files</source>
        <translation>图片宽度（像素），非图片文件为空</translation>
    </message>
    <message>
        <source>With commas between; empty: any text.</source>
        <translation>用逗号分隔；留空表示可填任意文字。</translation>
    </message>
    <message>
        <source>Without the ending: 4711_front</source>
        <translation>不含扩展名：4711_front</translation>
    </message>
    <message>
        <source>Your server receives it wherever the body names it.</source>
        <translation>请求体中写到它的地方，你的服务器都会收到它的值。</translation>
    </message>
    <message>
        <source>must not be empty</source>
        <translation>不能为空</translation>
    </message>
    <message>
        <source>– no line</source>
        <translation>– 没有对应的行</translation>
    </message>
    <message>
        <source>– not in the table –</source>
        <translation>– 表格中没有 –</translation>
    </message>
    <message>
        <source>✓ found</source>
        <translation>✓ 已找到</translation>
    </message>
    <message>
        <source>✗ missing</source>
        <translation>✗ 缺少</translation>
    </message>
</context>
<context>
    <name>VariablesView</name>
    <message>
        <source>As they were when this file was sent.</source>
        <translation>发送这个文件时的值。</translation>
    </message>
    <message>
        <source>Filled in by the storage</source>
        <translation>由存储填写</translation>
    </message>
    <message>
        <source>No callback was asked for, so no variables were sent.</source>
        <translation>没有要求回调，所以没有发送变量。</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Variable</source>
        <translation>变量</translation>
    </message>
    <message>
        <source>Variables of this upload</source>
        <translation>这次上传的变量</translation>
    </message>
    <message>
        <source>What came back of your own values stands under Later.</source>
        <translation>随通知返回的自定义变量在“后续”页。</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Your own</source>
        <translation>你自己的</translation>
    </message>
    <message>
        <source>from the answer</source>
        <translation>来自响应</translation>
    </message>
    <message>
        <source>from the request</source>
        <translation>来自请求</translation>
    </message>
    <message>
        <source>from your file</source>
        <translation>来自你的文件</translation>
    </message>
    <message>
        <source>in the body</source>
        <translation>在请求体中</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>not in the body</source>
        <translation>不在请求体中</translation>
    </message>
    <message>
        <source>only the storage knows</source>
        <translation>只有存储知道</translation>
    </message>
</context>
<context>
    <name>Waterfall</name>
    <message>
        <source>{number} ms</source>
        <translation>{number} 毫秒</translation>
    </message>
    <message>
        <source>{number} s</source>
        <translation>{number} 秒</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>Connect</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Drop files, watch them arrive, and read what your server says about them.</source>
        <translation>拖入文件，看着它们送达，再看看你的服务器怎么回复。</translation>
    </message>
    <message>
        <source>I was given a file by my team</source>
        <translation>我有团队给的文件</translation>
    </message>
    <message>
        <source>It did not start. Press to try once more.</source>
        <translation>未能启动，点击再试一次。</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Language of this computer</source>
        <translation>跟随本机语言</translation>
    </message>
    <message>
        <source>No account, nothing to set up. Your files stay on this computer.</source>
        <translation>无需账号，无需设置，文件只保存在本机。</translation>
    </message>
    <message>
        <source>One moment, it is being made ready…</source>
        <translation>正在准备，请稍候…</translation>
    </message>
    <message>
        <source>Open the connection file that somebody prepared for you.</source>
        <translation>打开别人为你准备好的连接文件。</translation>
    </message>
    <message>
        <source>Try it now</source>
        <translation>立即试用</translation>
    </message>
    <message>
        <source>Welcome to Upcall</source>
        <translation>欢迎使用 Upcall</translation>
    </message>
    <message>
        <source>You have a key for a storage service of your own.</source>
        <translation>用你自己的存储服务密钥来连接。</translation>
    </message>
</context>
<context>
    <name>WherePage</name>
    <message>
        <source>Choose the &amp;file…</source>
        <translation>选择文件(&amp;F)…</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Spring campaign</source>
        <translation>春季活动</translation>
    </message>
    <message>
        <source>Where do your files go?</source>
        <translation>文件要上传到哪里？</translation>
    </message>
    <message>
        <source>Whoever runs the place can tell you these.</source>
        <translation>这些信息可以询问管理存储的人。</translation>
    </message>
</context>
<context>
    <name>WhoPage</name>
    <message>
        <source>Secrets are never shown again once they are in.</source>
        <translation>密钥等机密内容保存后不再显示。</translation>
    </message>
    <message>
        <source>Who may send files there?</source>
        <translation>用什么身份上传？</translation>
    </message>
</context>
<context>
    <name>Wizard</name>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Choose the file…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Edit connection</source>
        <translation>编辑连接</translation>
    </message>
    <message>
        <source>New connection</source>
        <translation>新建连接</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save anyway</source>
        <translation>仍然保存</translation>
    </message>
    <message>
        <source>Start uploading</source>
        <translation>开始上传</translation>
    </message>
    <message>
        <source>Use the demo cloud</source>
        <translation>使用演示云</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>身份</translation>
    </message>
</context>
<context>
    <name>_Card</name>
    <message>
        <source>Leave empty to keep the saved one.</source>
        <translation>留空则沿用已保存的内容。</translation>
    </message>
</context>
<context>
    <name>_Empty</name>
    <message>
        <source>Choose files</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>Drop files here</source>
        <translation>将文件拖到这里</translation>
    </message>
    <message>
        <source>Files and folders, anywhere on the window.</source>
        <translation>文件和文件夹都可以，拖到窗口任意位置即可。</translation>
    </message>
    <message>
        <source>No file fits this choice.</source>
        <translation>没有符合条件的文件。</translation>
    </message>
    <message>
        <source>Nothing here</source>
        <translation>这里没有内容</translation>
    </message>
    <message>
        <source>Select a file to read what came back.</source>
        <translation>选择一个文件，查看返回的结果。</translation>
    </message>
</context>
<context>
    <name>_Facts</name>
    <message>
        <source>Copy how to run it</source>
        <translation>复制运行命令</translation>
    </message>
    <message>
        <source>Copy the lines that set the key in a terminal</source>
        <translation>复制在终端中设置密钥的命令</translation>
    </message>
    <message>
        <source>Copy what to install</source>
        <translation>复制安装命令</translation>
    </message>
    <message>
        <source>Install</source>
        <translation>安装</translation>
    </message>
    <message>
        <source>Key from</source>
        <translation>密钥来自</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
</context>
</TS>
