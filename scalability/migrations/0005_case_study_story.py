from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('scalability', '0004_pillar_bodies'),
    ]

    operations = [
        migrations.AlterField(
            model_name='casestudy',
            name='body',
            field=models.TextField(blank=True, help_text='Markdown: what it does, needed, and met.', verbose_name='the situation'),
        ),
        migrations.AddField(
            model_name='casestudy',
            name='result',
            field=models.TextField(blank=True, help_text='A paragraph; also what the figures do not prove.', verbose_name='what came of it'),
        ),
        migrations.AddField(
            model_name='casestudy',
            name='people',
            field=models.TextField(blank=True, help_text='A paragraph: who did what.', verbose_name='the people it took'),
        ),
        migrations.AddField(
            model_name='casetopic',
            name='how',
            field=models.TextField(blank=True, help_text='How the challenge showed itself, or what they did with it.'),
        ),
    ]
