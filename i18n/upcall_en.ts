<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
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
        <source>All uploads have ended: %n file(s).</source>
        <translation>
            <numerusform>All uploads have ended: %n file.</numerusform>
            <numerusform>All uploads have ended: %n files.</numerusform>
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
    <name>QuitDialog</name>
    <message numerus="yes">
        <source>%n file(s) are still on their way</source>
        <translation>
            <numerusform>%n file is still on its way</numerusform>
            <numerusform>%n files are still on their way</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Told</name>
    <message numerus="yes">
        <source>%n file(s) were on the list already.</source>
        <translation>
            <numerusform>%n file was on the list already.</numerusform>
            <numerusform>%n files were on the list already.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hidden or system file(s) were left out.</source>
        <translation>
            <numerusform>%n hidden or system file was left out.</numerusform>
            <numerusform>%n hidden or system files were left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) could not be read.</source>
        <translation>
            <numerusform>%n item could not be read.</numerusform>
            <numerusform>%n items could not be read.</numerusform>
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
