<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AccessWords</name>
    <message numerus="yes">
        <source>%n file(s) wait and go on by themselves afterwards.</source>
        <translation>
            <numerusform>%n file waits and goes on by itself afterwards.</numerusform>
            <numerusform>%n files wait and go on by themselves afterwards.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Your computer&apos;s clock is %n minute(s) off.</source>
        <translation>
            <numerusform>Your computer&apos;s clock is %n minute off.</numerusform>
            <numerusform>Your computer&apos;s clock is %n minutes off.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message numerus="yes">
        <source>Try %n failed &amp;again</source>
        <translation>
            <numerusform>Try %n failed &amp;again</numerusform>
            <numerusform>Try %n failed &amp;again</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Announcer</name>
    <message numerus="yes">
        <source>%n file(s) were not stored.</source>
        <translation>
            <numerusform>%n file was not stored.</numerusform>
            <numerusform>%n files were not stored.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n need(s) a look.</source>
        <translation>
            <numerusform>%n needs a look.</numerusform>
            <numerusform>%n need a look.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not stored.</source>
        <translation>
            <numerusform>%n not stored.</numerusform>
            <numerusform>%n not stored.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stored file(s) confirmed by the service.</source>
        <translation>
            <numerusform>%n stored file confirmed by the service.</numerusform>
            <numerusform>%n stored files confirmed by the service.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All uploads have ended: %n file(s).</source>
        <translation>
            <numerusform>All uploads have ended: %n file.</numerusform>
            <numerusform>All uploads have ended: %n files.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AuditWords</name>
    <message numerus="yes">
        <source>%n could not be looked at</source>
        <translation>
            <numerusform>%n could not be looked at</numerusform>
            <numerusform>%n could not be looked at</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n different</source>
        <translation>
            <numerusform>%n different</numerusform>
            <numerusform>%n different</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) were not stored and are not looked for.</source>
        <translation>
            <numerusform>%n file was not stored and is not looked for.</numerusform>
            <numerusform>%n files were not stored and are not looked for.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n missing</source>
        <translation>
            <numerusform>%n missing</numerusform>
            <numerusform>%n missing</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n there as it was sent</source>
        <translation>
            <numerusform>%n there as it was sent</numerusform>
            <numerusform>%n there as they were sent</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{done} of %n file(s) looked at</source>
        <translation>
            <numerusform>{done} of %n file looked at</numerusform>
            <numerusform>{done} of %n files looked at</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CompareTexts</name>
    <message numerus="yes">
        <source>%n line(s) differ; they have a sign in front.</source>
        <translation>
            <numerusform>%n line differs; it has a sign in front.</numerusform>
            <numerusform>%n lines differ; they have a sign in front.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CountWords</name>
    <message numerus="yes">
        <source>%n line(s) belong to no file on the list.</source>
        <translation>
            <numerusform>%n line belongs to no file on the list.</numerusform>
            <numerusform>%n lines belong to no file on the list.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) name a file that an earlier line has: the earlier one counts.</source>
        <translation>
            <numerusform>%n line names a file that an earlier line has: the earlier one counts.</numerusform>
            <numerusform>%n lines name a file that an earlier line has: the earlier one counts.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The answers for %n file(s) are too long together, first for “{name}”.</source>
        <translation>
            <numerusform>The answers for %n file are too long together: “{name}”.</numerusform>
            <numerusform>The answers for %n files are too long together, first for “{name}”.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{found} of %n file(s) have a line in the table.</source>
        <translation>
            <numerusform>{found} of %n file has a line in the table.</numerusform>
            <numerusform>{found} of %n files have a line in the table.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>“{label}” cannot be sent as it is for %n file(s), first for “{name}”.</source>
        <translation>
            <numerusform>“{label}” cannot be sent as it is for %n file: “{name}”.</numerusform>
            <numerusform>“{label}” cannot be sent as it is for %n files, first for “{name}”.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>“{label}” is missing for %n file(s), first for “{name}”.</source>
        <translation>
            <numerusform>“{label}” is missing for %n file: “{name}”.</numerusform>
            <numerusform>“{label}” is missing for %n files, first for “{name}”.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message numerus="yes">
        <source>%n file(s) taken off the list. Nothing was deleted.</source>
        <translation>
            <numerusform>%n file taken off the list. Nothing was deleted.</numerusform>
            <numerusform>%n files taken off the list. Nothing was deleted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove %n file(s)</source>
        <translation>
            <numerusform>Remove %n file</numerusform>
            <numerusform>Remove %n files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DropOverlay</name>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n folder(s)</source>
        <translation>
            <numerusform>%n folder</numerusform>
            <numerusform>%n folders</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s)</source>
        <translation>
            <numerusform>%n item</numerusform>
            <numerusform>%n items</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Footer</name>
    <message numerus="yes">
        <source>%n need(s) you</source>
        <translation>
            <numerusform>%n needs you</numerusform>
            <numerusform>%n need you</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{ended} of %n file(s)</source>
        <translation>
            <numerusform>{ended} of %n file</numerusform>
            <numerusform>{ended} of %n files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HistoryWords</name>
    <message numerus="yes">
        <source>%n file(s) found, {size}</source>
        <translation>
            <numerusform>%n file found, {size}</numerusform>
            <numerusform>%n files found, {size}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) selected</source>
        <translation>
            <numerusform>%n file selected</numerusform>
            <numerusform>%n files selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s), {size}</source>
        <translation>
            <numerusform>%n file, {size}</numerusform>
            <numerusform>%n files, {size}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Forget %n file(s)?</source>
        <translation>
            <numerusform>Forget %n file?</numerusform>
            <numerusform>Forget %n files?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LeftOutWords</name>
    <message numerus="yes">
        <source>%n file(s) cannot be opened</source>
        <translation>
            <numerusform>%n file cannot be opened</numerusform>
            <numerusform>%n files cannot be opened</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) have a name that cannot be stored</source>
        <translation>
            <numerusform>%n file has a name that cannot be stored</numerusform>
            <numerusform>%n files have names that cannot be stored</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) have a name without an ending, such as .mp4</source>
        <translation>
            <numerusform>%n file has a name without an ending, such as .mp4</numerusform>
            <numerusform>%n files have a name without an ending, such as .mp4</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) only list the pieces of a film or a sound</source>
        <translation>
            <numerusform>%n file only lists the pieces of a film or a sound</numerusform>
            <numerusform>%n files only list the pieces of a film or a sound</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) were on the list already</source>
        <translation>
            <numerusform>%n file was on the list already</numerusform>
            <numerusform>%n files were on the list already</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n folder(s) came up again through a link</source>
        <translation>
            <numerusform>%n folder came up again through a link</numerusform>
            <numerusform>%n folders came up again through links</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n folder(s) cannot be opened</source>
        <translation>
            <numerusform>%n folder cannot be opened</numerusform>
            <numerusform>%n folders cannot be opened</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hidden or system item(s) were left out</source>
        <translation>
            <numerusform>%n hidden or system item was left out</numerusform>
            <numerusform>%n hidden or system items were left out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) are no files</source>
        <translation>
            <numerusform>%n item is not a file</numerusform>
            <numerusform>%n items are not files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) are not there any more</source>
        <translation>
            <numerusform>%n item is not there any more</numerusform>
            <numerusform>%n items are not there any more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n link(s) to another file or folder lead nowhere</source>
        <translation>
            <numerusform>%n link to another file or folder leads nowhere</numerusform>
            <numerusform>%n links to other files or folders lead nowhere</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Send the %n hidden item(s), too</source>
        <translation>
            <numerusform>&amp;Send the %n hidden item, too</numerusform>
            <numerusform>&amp;Send the %n hidden items, too</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… and %n more</numerusform>
            <numerusform>… and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LinkWords</name>
    <message numerus="yes">
        <source>%n link(s) could not be made with this access.</source>
        <translation>
            <numerusform>%n link could not be made with this access.</numerusform>
            <numerusform>%n links could not be made with this access.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n links copied.</source>
        <translation>
            <numerusform>%n link copied.</numerusform>
            <numerusform>%n links copied.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Offered</name>
    <message numerus="yes">
        <source>At most %n file(s) at a time.</source>
        <translation>
            <numerusform>At most %n file at a time.</numerusform>
            <numerusform>At most %n files at a time.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OpsSheet</name>
    <message numerus="yes">
        <source>%n instruction(s) for each file.</source>
        <translation>
            <numerusform>%n instruction for each file.</numerusform>
            <numerusform>%n instructions for each file.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Order</name>
    <message numerus="yes">
        <source>%n file(s) will go next.</source>
        <translation>
            <numerusform>%n file will go next.</numerusform>
            <numerusform>%n files will go next.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %n file(s)</source>
        <translation>
            <numerusform>Move %n file</numerusform>
            <numerusform>Move %n files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Overall</name>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) stored</source>
        <translation>
            <numerusform>%n file stored</numerusform>
            <numerusform>%n files stored</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not stored</source>
        <translation>
            <numerusform>%n not stored</numerusform>
            <numerusform>%n not stored</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n with a note</source>
        <translation>
            <numerusform>%n with a note</numerusform>
            <numerusform>%n with a note</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All done: %n file(s)</source>
        <translation>
            <numerusform>All done: %n file</numerusform>
            <numerusform>All done: %n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Try %n again</source>
        <translation>
            <numerusform>Try %n again</numerusform>
            <numerusform>Try %n again</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Upload %n file(s)</source>
        <translation>
            <numerusform>Upload %n file</numerusform>
            <numerusform>Upload %n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{done} of %n file(s)</source>
        <translation>
            <numerusform>{done} of %n file</numerusform>
            <numerusform>{done} of %n files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PlaceSearch</name>
    <message numerus="yes">
        <source>Choose one of %n bucket(s).</source>
        <translation>
            <numerusform>Choose one of %n bucket.</numerusform>
            <numerusform>Choose one of %n buckets.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QuitDialog</name>
    <message numerus="yes">
        <source>%n file(s) are still on their way</source>
        <translation>
            <numerusform>%n file is still on its way</numerusform>
            <numerusform>%n files are still on their way</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) still wait for their turn</source>
        <translation>
            <numerusform>%n file still waits for its turn</numerusform>
            <numerusform>%n files still wait for their turn</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more wait(s) for their turn.</source>
        <translation>
            <numerusform>%n more waits for its turn.</numerusform>
            <numerusform>%n more wait for their turn.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReceiptWords</name>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more file(s) are not on this page.</source>
        <translation>
            <numerusform>%n more file is not on this page.</numerusform>
            <numerusform>%n more files are not on this page.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReviewWords</name>
    <message numerus="yes">
        <source>%n file(s) are of a kind that may be refused there, before anything is sent.</source>
        <translation>
            <numerusform>%n file is of a kind that may be refused there, before anything is sent.</numerusform>
            <numerusform>%n files are of a kind that may be refused there, before anything is sent.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) are too large for this way of uploading (over {size}) and leave the list</source>
        <translation>
            <numerusform>%n file is too large for this way of uploading (over {size}) and leaves the list</numerusform>
            <numerusform>%n files are too large for this way of uploading (over {size}) and leave the list</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) on the list, {size}.</source>
        <translation>
            <numerusform>%n file on the list, {size}.</numerusform>
            <numerusform>%n files on the list, {size}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) would have the same name as another one here: each gets a number.</source>
        <translation>
            <numerusform>%n file would have the same name as another one here: it gets a number.</numerusform>
            <numerusform>%n files would have the same name as another one here: each gets a number.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n name(s) are taken there already.</source>
        <translation>
            <numerusform>%n name is taken there already.</numerusform>
            <numerusform>%n names are taken there already.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n name(s) begin with “{bucket}”, the bucket&apos;s own name. It is part of the address already and would be there twice.</source>
        <translation>
            <numerusform>%n name begins with “{bucket}”, the bucket&apos;s own name. It is part of the address already and would be there twice.</numerusform>
            <numerusform>%n names begin with “{bucket}”, the bucket&apos;s own name. It is part of the address already and would be there twice.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Upload %n</source>
        <translation>
            <numerusform>&amp;Upload %n</numerusform>
            <numerusform>&amp;Upload %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Looked at the first %n file(s).</source>
        <translation>
            <numerusform>Looked at the first %n file.</numerusform>
            <numerusform>Looked at the first %n files.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Upload %n file(s) to “{place}”?</source>
        <translation>
            <numerusform>Upload %n file to “{place}”?</numerusform>
            <numerusform>Upload %n files to “{place}”?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TimelineView</name>
    <message numerus="yes">
        <source>It took %n tries; times of earlier ones are not kept.</source>
        <translation>
            <numerusform>It took %n try; times of earlier ones are not kept.</numerusform>
            <numerusform>It took %n tries; times of earlier ones are not kept.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Preparing, and sending %n part(s)</source>
        <translation>
            <numerusform>Preparing, and sending %n part</numerusform>
            <numerusform>Preparing, and sending %n parts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Sending %n part(s)</source>
        <translation>
            <numerusform>Sending %n part</numerusform>
            <numerusform>Sending %n parts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Told</name>
    <message numerus="yes">
        <source>%n file(s) are larger than the {most} that may be sent</source>
        <translation>
            <numerusform>%n file is larger than the {most} that may be sent</numerusform>
            <numerusform>%n files are larger than the {most} that may be sent</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) are more than the {most} that may go at a time</source>
        <translation>
            <numerusform>%n file is more than the {most} that may go at a time</numerusform>
            <numerusform>%n files are more than the {most} that may go at a time</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) are of a kind that may not be sent (only {kinds})</source>
        <translation>
            <numerusform>%n file is of a kind that may not be sent (only {kinds})</numerusform>
            <numerusform>%n files are of a kind that may not be sent (only {kinds})</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>At most %n file(s) at a time.</source>
        <translation>
            <numerusform>At most %n file at a time.</numerusform>
            <numerusform>At most %n files at a time.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UnfinishedWords</name>
    <message numerus="yes">
        <source>%n could not be removed. Please try again later.</source>
        <translation>
            <numerusform>%n could not be removed. Please try again later.</numerusform>
            <numerusform>%n could not be removed. Please try again later.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n part(s)</source>
        <translation>
            <numerusform>%n part</numerusform>
            <numerusform>%n parts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n selected, {size}</source>
        <translation>
            <numerusform>%n selected, {size}</numerusform>
            <numerusform>%n selected, {size}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unfinished upload(s) removed.</source>
        <translation>
            <numerusform>%n unfinished upload removed.</numerusform>
            <numerusform>%n unfinished uploads removed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unfinished upload(s), {size} in stored parts, still billed.</source>
        <translation>
            <numerusform>%n unfinished upload, {size} in stored parts, still billed.</numerusform>
            <numerusform>%n unfinished uploads, {size} in stored parts, still billed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove %n unfinished upload(s) with {size}?</source>
        <translation>
            <numerusform>Remove %n unfinished upload with {size}?</numerusform>
            <numerusform>Remove %n unfinished uploads with {size}?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Units</name>
    <message numerus="yes">
        <source>about %n day(s)</source>
        <translation>
            <numerusform>about %n day</numerusform>
            <numerusform>about %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n hour(s)</source>
        <translation>
            <numerusform>about %n hour</numerusform>
            <numerusform>about %n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n minute(s)</source>
        <translation>
            <numerusform>about %n minute</numerusform>
            <numerusform>about %n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n second(s)</source>
        <translation>
            <numerusform>about %n second</numerusform>
            <numerusform>about %n seconds</numerusform>
        </translation>
    </message>
</context>
</TS>
